exercise = "batched_nms"
belief = "takes NaN for infinity"
hint = "You take NaN for infinity. It counts as higher than every number, infinity included."
must_fail = ("equal_scores_and_nan_across_classes",)

right = batched_nms


def batched_nms(boxes, scores, classes, iou_threshold):
    scores = scores.nan_to_num(nan=torch.inf, posinf=torch.inf, neginf=-torch.inf)
    return right(boxes, scores, classes, iou_threshold)
