exercise = "encode_boxes"
belief = "returns (dx, dw, dy, dh)"
hint = "Your order is dx, dw, dy, dh. It is dx, dy, dw, dh."
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

right = encode_boxes


def encode_boxes(anchors, boxes):
    return right(anchors, boxes)[:, [0, 2, 1, 3]]
