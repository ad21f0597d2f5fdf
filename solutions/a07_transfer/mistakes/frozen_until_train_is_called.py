exercise = "freeze_backbone"
belief = "calls eval() once"
hint = (
    "`model.train()` puts every layer back into training mode. Make the frozen "
    "batch norms stay out of it."
)
must_fail = ("running_statistics_stay_in_training_mode",)
change = (("            layer.register_forward_pre_hook(_to_eval)\n", ""),)
