exercise = "receptive_field"
belief = "gives the first pixel, not the centre"
hint = "start is the centre of the first field, not its first pixel."
must_fail = ("three_by_three_kernels_grow_the_field",)
change = (("(reach - 1) / 2 - padding", "-padding"),)
