exercise = "freeze_backbone"
belief = "turns track_running_stats off"
hint = (
    "Nothing moves, but in training mode the layers now normalise by the batch, "
    "and the features change with it."
)
must_fail = ("features_are_those_of_evaluation_mode",)
change = (
    (
        (
            "            # A hook stays when train() is called, on the model or on any "
            "part of it.\n"
            "            layer.register_forward_pre_hook(_to_eval)\n"
            "            layer.eval()"
        ),
        "            layer.track_running_stats = False",
    ),
)
