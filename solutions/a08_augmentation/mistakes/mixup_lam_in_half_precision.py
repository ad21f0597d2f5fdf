exercise = "mixup"
belief = "draws lam in half precision"
hint = "Your lam comes in steps of 1/2048: draw it in single or double precision."
must_fail = ("lam_is_beta",)
change = (
    (
        "lam = _beta(alpha, generator)",
        "lam = float(torch.tensor(_beta(alpha, generator)).half())",
    ),
)
