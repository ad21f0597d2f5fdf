exercise = "mean_average_precision"
belief = "drops hits whose own area is out of the range"
hint = (
    "What counts is the area of the truth: a detection that has found a truth in the range is "
    "a hit, whatever its own area."
)
must_fail = ("ignored_truths_are_second_choice",)


def _judge(detections, truths, thresholds):
    order = np.argsort(-detections["scores"], kind="stable")[:100]
    boxes, in_range = detections["boxes"][order], _in_ranges(box_area(truths))
    matches = _match(box_iou(boxes, truths), in_range, thresholds)
    regular = np.concatenate([in_range, np.zeros((len(in_range), 1), dtype=bool)], axis=1)
    hits = regular[np.arange(len(regular))[:, None, None], matches]
    own = _in_ranges(box_area(boxes))[:, None]
    return detections["scores"][order], hits & own, (hits | (matches == -1)) & own
