exercise = "encode_boxes"
belief = "divides the shift by the sides of the box"
hint = "You divide the shift by the sides of the box. The anchor is the unit."
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

change = (
    (
        "(boxes[:, :2] - anchors[:, :2]) / anchors[:, 2:]",
        "(boxes[:, :2] - anchors[:, :2]) / boxes[:, 2:]",
    ),
)
