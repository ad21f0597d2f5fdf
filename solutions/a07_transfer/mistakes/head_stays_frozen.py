exercise = "replace_head"
belief = "hands the old head's frozen state on"
hint = "The old head was frozen, and now the new one is: it could never learn."
must_fail = ("new_head_is_trainable_where_the_old_one_was_frozen",)
change = (("    parent, _", "    new.requires_grad_(old.weight.requires_grad)\n    parent, _"),)
