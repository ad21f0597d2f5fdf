exercise = "make_vgg"
belief = "convolves without padding"
hint = "Each of your convolutions takes a pixel off every side: padding 1 keeps the size."
must_fail = ("vgg_values",)
change = (("padding=1", "padding=0"),)
