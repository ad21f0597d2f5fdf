exercise = "nms"
belief = "drops boxes without area"
hint = "You drop boxes without area. Their IoU with every box is 0, so they are kept."
must_fail = ("boxes_without_area_are_kept",)

right = nms


def nms(boxes, scores, iou_threshold):
    kept = right(boxes, scores, iou_threshold)
    return kept[_area(as_floats(boxes))[kept] > 0]
