exercise = "decode_boxes"
belief = "writes into the deltas"
hint = "Your function writes into the deltas that it was given. Work on a copy."
must_fail = ("decoding_leaves_its_inputs_alone",)

right = decode_boxes


def decode_boxes(anchors, deltas):
    boxes = right(anchors, deltas)
    deltas.copy_(boxes)
    return boxes
