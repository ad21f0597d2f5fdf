exercise = "receptive_field"
belief = "adds the whole window"
hint = "Neighbouring windows overlap: a kernel of 3 adds two steps, not three."
must_fail = ("three_by_three_kernels_grow_the_field",)
change = (("size += (reach - 1) * jump", "size += reach * jump"),)
