exercise = "receptive_field"
belief = "puts the centre of the first pixel at 0"
hint = "Pixel centres are at 0.5, 1.5, ...: the start begins at 0.5."
must_fail = ("three_by_three_kernels_grow_the_field",)
change = (("1, 1, 0.5\n", "1, 1, 0.0\n"),)
