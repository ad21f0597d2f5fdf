exercise = "soft_nms"
belief = "makes integer boxes float16"
hint = (
    "You make integer boxes float16, which holds whole numbers up to 2048 alone. They count as "
    "float32."
)
must_fail = ("soft_suppression_of_integer_boxes",)

change = (
    (
        "boxes = as_floats(boxes)",
        "boxes = boxes if boxes.is_floating_point() else boxes.half().float()",
    ),
)
