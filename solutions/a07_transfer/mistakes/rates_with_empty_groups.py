exercise = "discriminative_param_groups"
belief = "hands out empty groups"
hint = "A group whose parameters are all frozen is handed out empty. Leave it out."
must_fail = ("no_group_is_empty",)
change = (("        if params:\n            found", "        found"),)
