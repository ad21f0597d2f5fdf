exercise = "conv2d_macs"
belief = "takes every kernel for square"
hint = "kernel_size may be a pair: rows times columns."
must_fail = ("windows_and_outputs_need_not_be_square",)
change = (("(rows, columns), bias", "(rows, rows), bias"),)
