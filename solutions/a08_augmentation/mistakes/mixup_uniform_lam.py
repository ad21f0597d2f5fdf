exercise = "mixup"
belief = "draws lam uniformly, whatever alpha is"
hint = "Your lam is uniform: that is Beta(1, 1). alpha decides the shape."
must_fail = ("lam_has_the_right_spread",)
change = (
    (
        "lam = _beta(alpha, generator)",
        "lam = float(torch.rand((), generator=generator)) if alpha else 1.0",
    ),
)
