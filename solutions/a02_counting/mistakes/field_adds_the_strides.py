exercise = "receptive_field"
belief = "adds the strides"
hint = "Strides multiply: 4 and then 2 are steps of 8 pixels."
must_fail = ("strides_multiply",)
change = (("jump *= stride", "jump += stride - 1"),)
