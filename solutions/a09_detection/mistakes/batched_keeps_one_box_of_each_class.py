exercise = "batched_nms"
belief = "keeps the best box of each class alone"
hint = "You keep one box of each class. Several of a class stay where they overlap little."
must_fail = ("one_class_is_plain_suppression", "random_classes")

right = batched_nms


def batched_nms(boxes, scores, classes, iou_threshold):
    return right(boxes, scores, classes, -1.0)
