exercise = "encode_boxes"
belief = "divides dx by the height and dy by the width"
hint = "You divide dx by the height and dy by the width. Each goes with its own side."
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

change = (
    (
        "(boxes[:, :2] - anchors[:, :2]) / anchors[:, 2:]",
        "(boxes[:, :2] - anchors[:, :2]) / anchors[:, 2:].flip(1)",
    ),
)
