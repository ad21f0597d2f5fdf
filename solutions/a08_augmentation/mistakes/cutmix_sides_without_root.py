exercise = "cutmix"
belief = "makes the sides 1 - r of the image"
hint = "Sides of 1 - r give an area of its square: take the root."
must_fail = ("half_of_the_area_before_it_is_cut_off",)
change = (
    (
        "math.sqrt(1 - _beta(alpha, generator))",
        "1 - _beta(alpha, generator)",
    ),
)
