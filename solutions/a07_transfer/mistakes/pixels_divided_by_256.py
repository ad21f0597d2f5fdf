exercise = "build_preprocess"
belief = "divides by 256"
hint = "A white pixel is 255, so divide by 255."
must_fail = ("zero_to_one_is_normalised",)
change = (('* (weights["max_value"] / 255)', '* (weights["max_value"] / 256)'),)
