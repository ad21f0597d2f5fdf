exercise = "batched_nms"
belief = "moves each class out of the way in float64"
hint = (
    "You move classes apart in float64. That has more digits, but not enough for every class "
    "number and coordinate. Suppress each class by itself instead."
)
must_fail = ("class_numbers_of_any_size",)


def batched_nms(boxes, scores, classes, iou_threshold):
    boxes = as_floats(boxes).double()
    step = boxes.max() - boxes.min() + 1 if len(boxes) else 0
    return nms(boxes + (classes.double() * step)[:, None], scores, iou_threshold)
