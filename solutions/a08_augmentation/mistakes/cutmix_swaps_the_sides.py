exercise = "cutmix"
belief = "takes the height for the width"
hint = "Rows follow the height, columns the width: yours are exchanged."
must_fail = ("half_of_the_area_before_it_is_cut_off",)
change = (
    (
        "round(height * side)",
        "round(width * side)",
    ),
    (
        "_around_a_pixel(width, round(width * side)",
        "_around_a_pixel(width, round(height * side)",
    ),
)
