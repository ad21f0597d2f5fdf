exercise = "decode_boxes"
belief = "moves the upper left corner instead of the centre"
hint = (
    "You move the upper left corner and let the box grow from there. Move the centre: the box "
    "grows to both sides."
)
must_fail = ("box_by_hand", "each_delta_moves_its_own_side")

change = (
    ('convert_boxes(anchors, "xyxy", "cxcywh")', 'convert_boxes(anchors, "xyxy", "xywh")'),
    ('"cxcywh", "xyxy")\n', '"xywh", "xyxy")\n'),
)
