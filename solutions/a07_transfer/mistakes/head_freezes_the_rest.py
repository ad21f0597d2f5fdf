exercise = "replace_head"
belief = "freezes the rest by the way"
hint = "Everything else is frozen now. Freezing is another function's work."
must_fail = ("new_head_is_trainable_where_the_old_one_was_frozen",)
change = (("    bias = old.bias", "    model.requires_grad_(False)\n    bias = old.bias"),)
