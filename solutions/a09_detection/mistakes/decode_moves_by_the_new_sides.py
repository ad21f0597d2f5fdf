exercise = "decode_boxes"
belief = "moves in units of the decoded box"
hint = "You move by sides of the new box. dx and dy count in sides of the anchor."
must_fail = ("box_by_hand", "boxes_of_random_deltas")

change = (
    (
        "anchors[:, :2] + deltas[:, :2] * anchors[:, 2:]",
        "anchors[:, :2] + deltas[:, :2] * anchors[:, 2:] * torch.exp(deltas[:, 2:])",
    ),
)
