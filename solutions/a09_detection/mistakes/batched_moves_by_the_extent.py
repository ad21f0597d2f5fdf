exercise = "batched_nms"
belief = "moves each class out of the way by the extent of all boxes"
hint = (
    "You move classes apart by adding to their coordinates. Far away floats lie further "
    "apart, and edges are rounded. Suppress each class by itself instead."
)
must_fail = ("huge_coordinates_are_not_rounded", "class_numbers_of_any_size")


def batched_nms(boxes, scores, classes, iou_threshold):
    boxes = as_floats(boxes)
    step = boxes.max() - boxes.min() + 1 if len(boxes) else 0
    return nms(boxes + (classes * step).to(boxes.dtype)[:, None], scores, iou_threshold)
