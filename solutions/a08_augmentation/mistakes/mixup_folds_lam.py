exercise = "mixup"
belief = "replaces lam by max(lam, 1 - lam)"
hint = "Your lam is never below 1/2. Some code folds it; here it covers all of [0, 1]."
must_fail = ("lam_has_the_right_spread",)
change = (
    (
        "lam = _beta(alpha, generator)",
        "lam = _beta(alpha, generator)\n    lam = max(lam, 1 - lam)",
    ),
)
