exercise = "fine_tune"
belief = "leaves the buffers out"
hint = "The running statistics are missing: they are part of the state, but no parameters."
must_fail = ("state_fits_the_architecture",)
change = (
    (
        "return model.state_dict()",
        "return {name: value.detach() for name, value in model.named_parameters()}",
    ),
)
