exercise = "linear_params"
belief = "counts biases that are not there"
hint = "With bias=False there are weights only."
must_fail = ("fully_connected_without_bias",)
change = (("bool(bias)", "1"),)
