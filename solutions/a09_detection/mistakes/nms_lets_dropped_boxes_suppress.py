exercise = "nms"
belief = "lets boxes that are suppressed suppress others"
hint = "You compare with every better box. One that has been suppressed itself suppresses nothing."
must_fail = ("a_suppressed_box_suppresses_nothing", "chains")


def nms(boxes, scores, iou_threshold):
    order = scores.argsort(descending=True, stable=True)
    over = box_iou(boxes[order], boxes[order]) > iou_threshold
    return order[~over.triu(diagonal=1).any(dim=0)]
