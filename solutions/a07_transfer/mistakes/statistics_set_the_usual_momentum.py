exercise = "adapt_batchnorm"
belief = "sets every momentum to 0.1"
hint = "Not every layer's momentum was 0.1. Put back what was there."
must_fail = ("mode_and_momentum_come_back",)
change = (("        layer.momentum = momentum\n", "        layer.momentum = 0.1\n"),)
