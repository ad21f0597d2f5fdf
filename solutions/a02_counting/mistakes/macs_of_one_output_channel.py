exercise = "conv2d_macs"
belief = "counts one output channel"
hint = "Every output channel has values of its own: multiply by out_channels."
must_fail = ("every_output_value_costs_one_window",)
change = (("return weights * height * width", "return weights * height * width // out_channels"),)
