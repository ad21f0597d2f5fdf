exercise = "generalized_box_iou"
belief = "returns the loss, 1 - GIoU"
hint = "You return 1 - GIoU, which is the loss. Equal boxes have a GIoU of 1."
must_fail = ("giou_of_published_boxes", "giou_by_hand")

right = generalized_box_iou


def generalized_box_iou(a, b):
    return 1 - right(a, b)
