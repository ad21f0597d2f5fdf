exercise = "box_iou"
belief = "divides by the box around both"
hint = (
    "You divide by the area of the box around both. The union is smaller: corners that "
    "neither box covers are no part of it."
)
must_fail = ("iou_by_hand", "iou_of_random_boxes")

change = (
    (
        "_area(a)[:, None] + _area(b) - shared",
        (
            "(torch.maximum(a[:, None, 2:], b[:, 2:]) - "
            "torch.minimum(a[:, None, :2], b[:, :2])).prod(2)"
        ),
    ),
)
