exercise = "build_preprocess"
belief = "returns float64"
hint = "Networks take float32; you return float64."
must_fail = ("zero_to_one_is_normalised",)
change = (("image.to(torch.float32)", "image.to(torch.float64)"),)
