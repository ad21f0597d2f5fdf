exercise = "decode_boxes"
belief = "makes integer boxes float16"
hint = (
    "You make integer boxes float16, which holds whole numbers up to 2048 alone. They count as "
    "float32."
)
must_fail = ("boxes_of_integer_anchors",)

right = decode_boxes


def decode_boxes(anchors, deltas):
    return right(anchors if anchors.is_floating_point() else anchors.half().float(), deltas)
