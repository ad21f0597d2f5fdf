exercise = "generalized_box_iou"
belief = "gives inverted boxes an area below zero"
hint = "An inverted box gets an area below zero. A box where x2 < x1 or y2 < y1 has the area 0."
must_fail = ("giou_of_inverted_boxes",)

change = (
    (
        "_area(a)[:, None] + _area(b) - shared",
        "((a[:, 2:] - a[:, :2]).prod(1)[:, None] + (b[:, 2:] - b[:, :2]).prod(1) - shared)",
    ),
)
