exercise = "equivalent_kernel"
belief = "forgets the pixel in the middle"
hint = "Each kernel adds a pixel on both sides of the one in the middle, which counts, too."
must_fail = ("two_and_three_kernels", "one_kernel_is_itself")
change = (("2 * n_3x3 + 1", "2 * n_3x3"),)
