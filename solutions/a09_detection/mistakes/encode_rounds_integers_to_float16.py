exercise = "encode_boxes"
belief = "makes integer boxes float16"
hint = (
    "You make integer boxes float16, which holds whole numbers up to 2048 alone. They count as "
    "float32."
)
must_fail = ("deltas_of_integer_boxes",)

right = encode_boxes


def encode_boxes(anchors, boxes):
    return right(*(x if x.is_floating_point() else x.half().float() for x in (anchors, boxes)))
