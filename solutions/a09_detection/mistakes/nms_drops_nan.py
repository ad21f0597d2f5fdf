exercise = "nms"
belief = "drops boxes whose score is NaN"
hint = "You drop boxes whose score is NaN. NaN counts as higher than every number."
must_fail = ("nan_comes_before_every_number",)

right = nms


def nms(boxes, scores, iou_threshold):
    numbers = torch.where(~scores.isnan())[0]
    return numbers[right(boxes[numbers], scores[numbers], iou_threshold)]
