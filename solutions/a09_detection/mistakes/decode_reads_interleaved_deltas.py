exercise = "decode_boxes"
belief = "reads (dx, dw, dy, dh)"
hint = "You read dx, dw, dy, dh. The order is dx, dy, dw, dh."
must_fail = ("box_by_hand",)

right = decode_boxes


def decode_boxes(anchors, deltas):
    return right(anchors, deltas[:, [0, 2, 1, 3]])
