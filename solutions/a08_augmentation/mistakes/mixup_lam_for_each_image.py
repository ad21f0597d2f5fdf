exercise = "mixup"
belief = "draws a lam for each image"
hint = "lam is one number for the whole batch."
must_fail = ("mixture_of_two_images",)
change = (
    (
        "lam = _beta(alpha, generator)",
        "lam = torch.tensor([_beta(alpha, generator) for _ in x], dtype=x.dtype)",
    ),
    (
        "x[permutation].lerp_(x, lam), y, y[permutation], lam",
        'torch.einsum("b,b...->b...", lam, x) + torch.einsum("b,b...->b...", 1 - lam, '
        "x[permutation]), y, y[permutation], float(lam.mean())",
    ),
)
