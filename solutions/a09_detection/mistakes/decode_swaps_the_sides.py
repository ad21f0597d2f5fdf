exercise = "decode_boxes"
belief = "moves along x by heights and along y by widths"
hint = (
    "You move along x by heights of the anchor and along y by widths. Each goes with its own side."
)
must_fail = ("box_by_hand", "deltas_move_in_units_of_the_anchor")

change = (
    (
        "anchors[:, :2] + deltas[:, :2] * anchors[:, 2:]",
        "anchors[:, :2] + deltas[:, :2] * anchors[:, 2:].flip(1)",
    ),
)
