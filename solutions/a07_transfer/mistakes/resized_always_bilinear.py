exercise = "build_preprocess"
belief = "always takes bilinear interpolation"
hint = "These weights ask for bicubic interpolation, and got bilinear."
must_fail = ("interpolation_is_the_one_asked_for",)
change = (('InterpolationMode(weights["interpolation"])', "InterpolationMode.BILINEAR"),)
