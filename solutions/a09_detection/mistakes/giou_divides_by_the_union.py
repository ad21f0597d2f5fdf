exercise = "generalized_box_iou"
belief = "divides the empty part by the union"
hint = (
    "You divide the empty part by the union. Divide by the enclosing area, so that it stays "
    "below 1."
)
must_fail = ("giou_of_published_boxes", "giou_by_hand")

change = (("(around - union) / around", "(around - union) / union"),)
