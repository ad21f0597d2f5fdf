exercise = "mixup"
belief = "draws lam from Beta(2 alpha, 2 alpha)"
hint = "Your lam is too often near 1/2: it comes from Beta(alpha, alpha)."
must_fail = ("lam_has_the_right_spread", "lam_is_beta")
change = (("lam = _beta(alpha, generator)", "lam = _beta(2 * alpha, generator)"),)
