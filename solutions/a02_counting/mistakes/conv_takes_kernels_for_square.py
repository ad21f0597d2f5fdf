exercise = "conv2d_params"
belief = "takes every kernel for square"
hint = "kernel_size may be a pair: a kernel has rows times columns weights per channel."
must_fail = ("kernels_need_not_be_square",)
change = (("rows * columns", "rows * rows"),)
