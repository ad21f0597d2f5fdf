exercise = "generalized_box_iou"
belief = "adds a small number to the enclosing area"
hint = (
    "You add a small number to the enclosing area. For small boxes it is not small: ask where "
    "the area is 0 instead."
)
must_fail = ("giou_does_not_depend_on_the_unit",)

change = (("/ around, 0.0", "/ (around + 1e-7), 0.0"),)
