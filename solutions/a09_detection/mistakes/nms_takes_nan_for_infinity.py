exercise = "nms"
belief = "takes NaN for infinity"
hint = "You take NaN for infinity. It counts as higher than every number, infinity included."
must_fail = ("nan_comes_before_every_number",)

right = nms


def nms(boxes, scores, iou_threshold):
    scores = scores.nan_to_num(nan=torch.inf, posinf=torch.inf, neginf=-torch.inf)
    return right(boxes, scores, iou_threshold)
