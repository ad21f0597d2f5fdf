exercise = "batched_nms"
belief = "returns the indices in the order of the boxes"
hint = "The right boxes are kept, but by rising index. Return them by falling score."
must_fail = ("random_classes", "one_class_is_plain_suppression")

right = batched_nms


def batched_nms(boxes, scores, classes, iou_threshold):
    return right(boxes, scores, classes, iou_threshold).sort().values
