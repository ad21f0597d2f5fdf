exercise = "make_vgg"
belief = "never adds batch norm"
hint = "You build the same network with batch_norm=True as without."
must_fail = ("vgg_values_with_batch_norm", "vgg_parameter_count")
change = (("if batch_norm else []", "if False else []"),)
