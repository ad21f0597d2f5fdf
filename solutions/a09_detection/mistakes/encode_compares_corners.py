exercise = "encode_boxes"
belief = "measures the shift between the upper left corners"
hint = "You measure from corner to corner. dx and dy lead from centre to centre."
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

change = (
    ('convert_boxes(anchors, "xyxy", "cxcywh")', 'convert_boxes(anchors, "xyxy", "xywh")'),
    ('convert_boxes(boxes, "xyxy", "cxcywh")', 'convert_boxes(boxes, "xyxy", "xywh")'),
)
