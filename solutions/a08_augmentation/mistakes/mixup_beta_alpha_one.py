exercise = "mixup"
belief = "draws lam from Beta(alpha, 1)"
hint = "Both parameters of the Beta are alpha; one of yours is 1."
must_fail = ("lam_has_the_right_spread",)
change = (
    (
        "lam = _beta(alpha, generator)",
        "lam = float(torch.rand((), generator=generator)) ** (1 / alpha) if alpha else 1.0",
    ),
)
