exercise = "equivalent_kernel"
belief = "lets the view grow by one pixel per kernel"
hint = "A 3x3 kernel sees one pixel more on *both* sides."
must_fail = ("two_and_three_kernels",)
change = (("2 * n_3x3 + 1", "n_3x3 + 2 if n_3x3 else 1"),)
