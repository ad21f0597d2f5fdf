exercise = "conv2d_macs"
belief = "counts the biases"
hint = "Adding a bias is no multiply-accumulate."
must_fail = ("every_output_value_costs_one_window",)
change = (("bias=False", "bias=True"),)
