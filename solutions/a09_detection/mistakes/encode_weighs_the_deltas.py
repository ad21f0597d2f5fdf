exercise = "encode_boxes"
belief = "multiplies by weights of 10 and 5"
hint = "Your deltas are weighted, (10, 10, 5, 5), as some detectors do. Here they are plain."
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

right = encode_boxes


def encode_boxes(anchors, boxes):
    deltas = right(anchors, boxes)
    return deltas * deltas.new_tensor([10, 10, 5, 5])
