exercise = "build_preprocess"
belief = "divides before it subtracts"
hint = "Subtract the mean first, then divide: the mean is on the scale of the pixels."
must_fail = ("zero_to_one_is_normalised",)
change = (("(pixels - mean) / std", "pixels / std - mean"),)
