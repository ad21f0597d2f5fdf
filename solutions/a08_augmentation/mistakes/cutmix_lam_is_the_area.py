exercise = "cutmix"
belief = "returns the share of the pasted pixels"
hint = "Your lam is the share of the other image. It weighs y_a, so it is the share of x."
must_fail = ("rectangle_of_another_image",)
change = (
    (
        "lam = 1 - (bottom",
        "lam = (bottom",
    ),
)
