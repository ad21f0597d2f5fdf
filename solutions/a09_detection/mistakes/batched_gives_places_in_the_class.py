exercise = "batched_nms"
belief = "returns places within each class"
hint = "Your indices count within a class. Translate them back to the boxes as they were given."
must_fail = ("classes_do_not_meet", "random_classes")


def batched_nms(boxes, scores, classes, iou_threshold):
    kept = [scores.argsort()[:0]]
    for name in classes.unique():
        members = torch.where(classes == name)[0]
        kept.append(nms(boxes[members], scores[members], iou_threshold))
    kept = torch.cat(kept)
    return kept[scores[kept].argsort(descending=True, stable=True)]
