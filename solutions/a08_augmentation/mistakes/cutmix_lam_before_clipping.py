exercise = "cutmix"
belief = "returns lam as drawn"
hint = (
    "Your lam is the one drawn. The rectangle is cut off at the border and rounded: measure "
    "what is left."
)
must_fail = ("rectangle_of_another_image",)
change = (
    (
        "    side = math.sqrt(1 - _beta(alpha, generator))",
        "    lam = _beta(alpha, generator)\n    side = math.sqrt(1 - lam)",
    ),
    (
        "    lam = 1 - (bottom - top) * (right - left) / (height * width)\n",
        "",
    ),
)
