exercise = "generalized_box_iou"
belief = "stops at zero"
hint = "Your result stops at 0. Boxes apart from each other go below it, down to -1."
must_fail = ("giou_of_published_boxes", "giou_of_boxes_in_a_row")

right = generalized_box_iou


def generalized_box_iou(a, b):
    return right(a, b).clamp(min=0)
