exercise = "batched_nms"
belief = "returns class after class"
hint = "You append one class to the other. The result goes by falling score over all classes."
must_fail = ("classes_do_not_meet", "random_classes")


def batched_nms(boxes, scores, classes, iou_threshold):
    kept = [scores.argsort()[:0]]
    for name in classes.unique():
        members = torch.where(classes == name)[0]
        kept.append(members[nms(boxes[members], scores[members], iou_threshold)])
    return torch.cat(kept)
