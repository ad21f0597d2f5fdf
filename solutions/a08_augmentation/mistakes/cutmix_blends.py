exercise = "cutmix"
belief = "blends inside the rectangle"
hint = "Inside the rectangle stands the other image alone; blending is mixup."
must_fail = ("rectangle_of_another_image",)
change = (
    (
        "= x[permutation, :, top:bottom, left:right]",
        "= (x[permutation, :, top:bottom, left:right] + x[:, :, top:bottom, left:right]) / 2",
    ),
)
