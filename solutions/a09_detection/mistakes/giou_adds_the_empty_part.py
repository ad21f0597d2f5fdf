exercise = "generalized_box_iou"
belief = "adds the empty part instead of subtracting it"
hint = "The empty part of the enclosing box is a penalty: subtract it."
must_fail = ("giou_of_published_boxes", "giou_by_hand")

change = (("0.0) - empty", "0.0) + empty"),)
