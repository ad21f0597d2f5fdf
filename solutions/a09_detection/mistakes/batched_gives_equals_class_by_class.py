exercise = "batched_nms"
belief = "puts equal scores of a lower class first"
hint = "Of equal scores the lower index comes first, whatever its class."
must_fail = ("equal_scores_and_nan_across_classes",)


def batched_nms(boxes, scores, classes, iou_threshold):
    kept = [scores.argsort()[:0]]
    for name in classes.unique():
        members = torch.where(classes == name)[0]
        kept.append(members[nms(boxes[members], scores[members], iou_threshold)])
    kept = torch.cat(kept)
    return kept[scores[kept].argsort(descending=True, stable=True)]
