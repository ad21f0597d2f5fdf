exercise = "freeze_backbone"
belief = "freezes the head, too"
hint = "The head requires no gradient either: nothing is left to learn."
must_fail = ("only_the_head_requires_a_gradient",)
change = (("    head.requires_grad_(True)\n", ""),)
