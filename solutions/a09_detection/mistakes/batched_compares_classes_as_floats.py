exercise = "batched_nms"
belief = "compares classes as floats"
hint = "You turn classes into floats, where 2^53 and 2^53 + 1 are the same. Compare the integers."
must_fail = ("class_numbers_of_any_size",)

right = batched_nms


def batched_nms(boxes, scores, classes, iou_threshold):
    return right(boxes, scores, classes.double(), iou_threshold)
