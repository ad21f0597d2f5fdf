exercise = "batched_nms"
belief = "returns class after class"
hint = "You append one class to the other. The result goes by falling score over all classes."
must_fail = ("random_classes", "a_class_for_each_box")


def batched_nms(boxes, scores, classes, iou_threshold):
    kept = [scores.argsort()[:0]]
    for name in classes.unique():
        members = torch.where(classes == name)[0]
        kept.append(members[nms(boxes[members], scores[members], iou_threshold)])
    return torch.cat(kept)
