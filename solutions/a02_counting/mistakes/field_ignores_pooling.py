exercise = "receptive_field"
belief = "skips pooling layers"
hint = "Pooling is a window, too: it widens the field and multiplies the jump."
must_fail = ("strides_multiply",)
change = (("isinstance(layer, POINTWISE)", "isinstance(layer, (*POINTWISE, Pool))"),)
