exercise = "equivalent_kernel"
belief = "adds the kernels' sides"
hint = "Neighbouring windows overlap: each kernel adds two pixels, not three."
must_fail = ("two_and_three_kernels",)
change = (("2 * n_3x3 + 1", "max(3 * n_3x3, 1)"),)
