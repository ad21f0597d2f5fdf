exercise = "make_resnet"
belief = "strides in the last block of a stage"
hint = "The first block of a stage strides, not the last."
must_fail = ("resnet_given_weights",)
change = (("i == 0 else 1", "i == count - 1 else 1"),)
