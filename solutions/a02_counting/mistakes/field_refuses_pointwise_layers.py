exercise = "receptive_field"
belief = "refuses layers without a window that change nothing"
hint = "ReLU, Dropout and the two normalisations leave the field as it is."
must_fail = ("three_by_three_kernels_grow_the_field",)
change = (("            continue\n", '            raise ValueError("no window")\n'),)
