exercise = "CifarResNet"
belief = "leaves the shortcuts out"
hint = "Your blocks are convolutions in a row: nothing is added to them."
must_fail = ("cifar_given_weights",)
change = (("F.relu(branch + x)", "F.relu(branch)"),)
