exercise = "cutmix"
belief = "leaves the rectangle black"
hint = "That is cutout: the rectangle must hold the other image."
must_fail = ("rectangle_of_another_image",)
change = (
    (
        "= x[permutation, :, top:bottom, left:right]",
        "= 0",
    ),
)
