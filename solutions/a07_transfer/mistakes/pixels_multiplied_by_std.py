exercise = "build_preprocess"
belief = "multiplies by std"
hint = "Divide by std: the result should have a spread of about 1."
must_fail = ("zero_to_one_is_normalised",)
change = (("(pixels - mean) / std", "(pixels - mean) * std"),)
