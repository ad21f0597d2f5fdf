exercise = "receptive_field"
belief = "adds the window without the jump"
hint = "Deep layers step over several pixels: multiply what a window adds by the jump."
must_fail = ("strides_multiply",)
change = (("size += (reach - 1) * jump", "size += reach - 1"),)
