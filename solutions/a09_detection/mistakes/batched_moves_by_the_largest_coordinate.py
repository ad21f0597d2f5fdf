exercise = "batched_nms"
belief = "moves each class by the largest coordinate"
hint = (
    "You move class c by c * (largest coordinate + 1). Below zero the boxes are wider than "
    "that, and classes meet."
)
must_fail = ("classes_of_negative_boxes_stay_apart",)


def batched_nms(boxes, scores, classes, iou_threshold):
    boxes = as_floats(boxes)
    step = boxes.max() + 1 if len(boxes) else 0
    return nms(boxes + (classes * step).to(boxes.dtype)[:, None], scores, iou_threshold)
