exercise = "build_preprocess"
belief = "adds the mean"
hint = "Subtract the mean: the result should lie around 0."
must_fail = ("zero_to_one_is_normalised",)
change = (("(pixels - mean) / std", "(pixels + mean) / std"),)
