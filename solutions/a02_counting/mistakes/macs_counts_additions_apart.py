exercise = "conv2d_macs"
belief = "counts a multiplication and its addition as two"
hint = "A product that is added to a sum is one multiply-accumulate."
must_fail = ("every_output_value_costs_one_window",)
change = (("return weights * height * width", "return 2 * weights * height * width"),)
