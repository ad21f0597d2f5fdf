exercise = "box_iou"
belief = "adds a small number to the union"
hint = (
    "You add a small number to the union. For small boxes it is not small: ask where the "
    "union is 0 instead."
)
must_fail = ("iou_does_not_depend_on_the_unit",)


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    union = _area(a)[:, None] + _area(b) - shared
    return shared / (union + 1e-7)
