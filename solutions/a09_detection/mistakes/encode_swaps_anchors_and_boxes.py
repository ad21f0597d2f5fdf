exercise = "encode_boxes"
belief = "encodes the way from the box to the anchor"
hint = "Your deltas lead from the box to the anchor. They must lead from the anchor to the box."
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

right = encode_boxes


def encode_boxes(anchors, boxes):
    return right(boxes, anchors)
