exercise = "MBConv"
belief = "makes an expansion layer for an expansion of 1"
hint = "Where expansion is 1 there is nothing to widen, and no layer for it."
must_fail = ("mbconv_parameter_count", "mbconv_without_expansion")
change = ((" if expansion != 1 else []", ""),)
