exercise = "CifarResNet"
belief = "makes the first stage one block longer"
hint = "Each stage has n blocks, and the stem is no block."
must_fail = ("cifar_parameter_count",)
change = (("[16] * (n + 1)", "[16] * (n + 2)"),)
