exercise = "conv2d_params"
belief = "rounds a float to an integer"
hint = "A float has 53 bits, which large counts exceed. Divide with //, and stay with integers."
must_fail = ("convolution_counts_are_exact",)
change = (("in_channels // groups * rows * columns", "int(in_channels / groups * rows * columns)"),)
