exercise = "conv2d_macs"
belief = "counts the weights, not how often they are used"
hint = "Every weight is used once for each place of the output."
must_fail = ("every_output_value_costs_one_window",)
change = (("return weights * height * width", "return weights"),)
