exercise = "encode_boxes"
belief = "leaves dx and dy in pixels"
hint = "Your dx and dy are pixels. Divide by the anchor's width and height."
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

change = (("(boxes[:, :2] - anchors[:, :2]) / anchors[:, 2:]", "boxes[:, :2] - anchors[:, :2]"),)
