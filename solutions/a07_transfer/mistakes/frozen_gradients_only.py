exercise = "freeze_backbone"
belief = "freezes the gradients alone"
hint = (
    "Running statistics are buffers: no gradient reaches them, and each batch "
    "moves them. Batch norm outside the head must stay in evaluation mode."
)
must_fail = (
    "running_statistics_stay_in_training_mode",
    "nothing_outside_moves_without_a_call_of_train",
)
change = (
    (
        (
            "            # A hook stays when train() is called, on the model or on any "
            "part of it.\n"
            "            layer.register_forward_pre_hook(_to_eval)\n"
            "            layer.eval()"
        ),
        "            continue",
    ),
)
