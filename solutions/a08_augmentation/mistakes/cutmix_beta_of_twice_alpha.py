exercise = "cutmix"
belief = "draws r from Beta(2 alpha, 2 alpha)"
hint = "Your rectangles are too rarely tiny or large: r comes from Beta(alpha, alpha)."
must_fail = ("sides_follow_beta",)
change = (("_beta(alpha, generator)", "_beta(2 * alpha, generator)"),)
