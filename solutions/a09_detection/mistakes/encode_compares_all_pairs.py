exercise = "encode_boxes"
belief = "encodes every box for every anchor"
hint = (
    "You encode each anchor with each box. Row i of the anchors belongs to row i of the boxes "
    "alone."
)
must_fail = ("each_anchor_has_its_own_box",)

right = encode_boxes


def encode_boxes(anchors, boxes):
    n = len(anchors)
    return right(anchors.repeat_interleave(n, dim=0), boxes.repeat(n, 1))
