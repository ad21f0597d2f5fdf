exercise = "decode_boxes"
belief = "takes the moved centre for the upper left corner"
hint = "You put the upper left corner where the centre should be."
must_fail = ("box_by_hand", "zero_deltas_give_the_anchor")

change = (('"cxcywh", "xyxy")', '"xywh", "xyxy")'),)
