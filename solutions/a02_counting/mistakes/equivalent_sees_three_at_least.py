exercise = "equivalent_kernel"
belief = "sees three pixels even without a kernel"
hint = "No kernel at all sees one pixel."
must_fail = ("one_kernel_is_itself",)
change = (("2 * n_3x3 + 1", "max(2 * n_3x3 + 1, 3)"),)
