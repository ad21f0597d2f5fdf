exercise = "fine_tune"
belief = "returns the state from before training"
hint = "The state was copied before training. Take it afterwards."
must_fail = ("learns_to_tell_stripes_apart", "state_is_that_of_the_whole_model")
change = (
    (
        "    head = model",
        (
            "    start = {name: value.clone() for name, value in model.state_dict().items()}\n"
            "    head = model"
        ),
    ),
    ("model.state_dict()\n", "start\n"),
)
