exercise = "decode_boxes"
belief = "divides by weights of 10 and 5"
hint = (
    "You divide the deltas by weights, (10, 10, 5, 5), as some detectors do. Here they are plain."
)
must_fail = ("box_by_hand",)

right = decode_boxes


def decode_boxes(anchors, deltas):
    return right(anchors, deltas / deltas.new_tensor([10, 10, 5, 5]))
