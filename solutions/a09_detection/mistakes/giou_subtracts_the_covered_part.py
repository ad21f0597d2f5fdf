exercise = "generalized_box_iou"
belief = "subtracts the covered part of the enclosing box instead of the empty one"
hint = "You subtract union / enclosing area, which is the covered part. Subtract what is left of 1."
must_fail = ("giou_of_published_boxes", "giou_by_hand")

change = (("(around - union) / around", "union / around"),)
