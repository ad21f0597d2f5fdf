exercise = "batched_nms"
belief = "suppresses across classes"
hint = (
    "A box of one class suppresses one of another in your code. Each class is suppressed by itself."
)
must_fail = ("classes_do_not_meet", "random_classes")


def batched_nms(boxes, scores, classes, iou_threshold):
    return nms(boxes, scores, iou_threshold)
