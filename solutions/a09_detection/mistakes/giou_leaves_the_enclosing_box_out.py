exercise = "generalized_box_iou"
belief = "returns the plain IoU"
hint = (
    "You return the IoU. Boxes apart from each other all get 0 from it; subtract the empty "
    "part of the box around both."
)
must_fail = ("giou_of_published_boxes", "giou_by_hand")


def generalized_box_iou(a, b):
    return box_iou(a, b)
