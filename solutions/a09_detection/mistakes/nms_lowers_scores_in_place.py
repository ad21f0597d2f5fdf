exercise = "nms"
belief = "writes into the scores"
hint = "Your function writes into the scores that it was given. Work on a copy."
must_fail = ("suppression_leaves_its_inputs_alone",)

right = nms


def nms(boxes, scores, iou_threshold):
    kept = right(boxes, scores, iou_threshold)
    scores[kept] = -torch.inf
    return kept
