exercise = "decode_boxes"
belief = "clips boxes at the upper and left border"
hint = "You clip boxes at 0. They may reach beyond the image."
must_fail = ("boxes_of_random_deltas", "boxes_reach_beyond_the_image")

right = decode_boxes


def decode_boxes(anchors, deltas):
    return right(anchors, deltas).clamp(min=0)
