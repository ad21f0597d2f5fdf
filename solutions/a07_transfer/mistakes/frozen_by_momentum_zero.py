exercise = "freeze_backbone"
belief = "sets momentum to zero"
hint = (
    "A momentum of 0 keeps mean and variance, but the layer still counts its "
    "batches and normalises by the batch."
)
must_fail = ("running_statistics_stay_in_training_mode", "features_are_those_of_evaluation_mode")
change = (
    (
        (
            "            # A hook stays when train() is called, on the model or on any "
            "part of it.\n"
            "            layer.register_forward_pre_hook(_to_eval)\n"
            "            layer.eval()"
        ),
        "            layer.momentum = 0.0",
    ),
)
