exercise = "conv2d_macs"
belief = "takes every output for square"
hint = "output_size may be a pair: there are height times width places."
must_fail = ("windows_and_outputs_need_not_be_square",)
change = (("weights * height * width", "weights * height * height"),)
