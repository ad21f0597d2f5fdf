exercise = "mixup"
belief = "keeps lam away from 0 and 1"
hint = "Your lam never comes near 0 or 1. It is the draw as it is, however little is then mixed."
must_fail = ("lam_is_beta", "lam_for_tiny_alpha")
change = (
    (
        "lam = _beta(alpha, generator)",
        "lam = min(max(_beta(alpha, generator), 1e-3), 1 - 1e-3) if alpha else 1.0",
    ),
)
