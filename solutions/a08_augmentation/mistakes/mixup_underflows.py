exercise = "mixup"
belief = "divides two Gammas that underflow"
hint = (
    "For tiny alphas both of your Gammas underflow, and their share is NaN or 1/2. Use "
    "float64 and logarithms."
)
must_fail = ("lam_for_tiny_alpha",)
change = (
    (
        "lam = _beta(alpha, generator)",
        "gamma = torch._standard_gamma(torch.full((2,), float(alpha or 1)), "
        "generator=generator)\n"
        "    lam = float(gamma[0] / gamma.sum()) if alpha else 1.0",
    ),
)
