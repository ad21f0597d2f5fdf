exercise = "nms"
belief = "returns int32"
hint = "Your indices are int32. torch indexes with int64."
must_fail = ("best_of_a_heap",)

right = nms


def nms(boxes, scores, iou_threshold):
    return right(boxes, scores, iou_threshold).int()
