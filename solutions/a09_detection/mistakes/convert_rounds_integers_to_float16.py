exercise = "convert_boxes"
belief = "makes integer boxes float16"
hint = (
    "You make integer boxes float16, which holds whole numbers up to 2048 alone. They count as "
    "float32."
)
must_fail = ("integer_boxes_become_float32",)

change = (
    (
        "boxes = as_floats(boxes)",
        "boxes = boxes if boxes.is_floating_point() else boxes.half().float()",
    ),
)
