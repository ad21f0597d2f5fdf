exercise = "box_iou"
belief = "returns 1 - IoU"
hint = "You return 1 - IoU, which is a distance: equal boxes have the IoU 1."
must_fail = ("iou_of_published_boxes", "iou_by_hand")

right = box_iou


def box_iou(a, b):
    return 1 - right(a, b)
