exercise = "mixup"
belief = "mixes in place"
hint = "x itself is changed: `x *= lam` writes into the images that you were given."
must_fail = ("mixup_keeps_dtype_and_input",)
change = (
    (
        "return x[permutation].lerp_(x, lam), y",
        "other = x[permutation]\n    return x.mul_(lam).add_(other, alpha=1 - lam), y",
    ),
)
