exercise = "replace_head"
belief = "starts with zeros"
hint = "All weights of the new head are zero. It starts with nn.Linear's own random ones."
must_fail = ("new_head_is_new_for_any_number_of_classes",)
change = (("    parent, _", "    nn.init.zeros_(new.weight)\n    parent, _"),)
