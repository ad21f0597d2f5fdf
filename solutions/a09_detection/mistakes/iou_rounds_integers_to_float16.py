exercise = "box_iou"
belief = "makes integer boxes float16"
hint = (
    "You make integer boxes float16, which holds whole numbers up to 2048 alone. They count as "
    "float32."
)
must_fail = ("iou_of_integer_boxes",)

change = (
    (
        "a, b = as_floats(a), as_floats(b)",
        "a, b = (x if x.is_floating_point() else x.half().float() for x in (a, b))",
    ),
)
