exercise = "replace_head"
belief = "freezes the rest by the way"
hint = "Everything else is frozen now. Freezing is another function's work."
must_fail = ("rest_of_the_model_is_kept",)
change = (("    bias = old.bias", "    model.requires_grad_(False)\n    bias = old.bias"),)
