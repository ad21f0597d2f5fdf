exercise = "batched_nms"
belief = "expects classes from zero on"
hint = "You go through the classes 0, 1, 2 and so on. A class may also be negative."
must_fail = ("each_class_is_what_nms_keeps_of_it", "class_numbers_of_any_size")

right = batched_nms


def batched_nms(boxes, scores, classes, iou_threshold):
    kept = right(boxes, scores, classes, iou_threshold)
    return kept[classes[kept] >= 0]
