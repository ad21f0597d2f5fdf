exercise = "equivalent_kernel"
belief = "multiplies the kernels' sides"
hint = "At stride 1 the view grows by two pixels with each kernel. It does not multiply."
must_fail = ("two_and_three_kernels",)
change = (("2 * n_3x3 + 1", "3**n_3x3"),)
