exercise = "mean_average_precision"
belief = "counts a match with an ignored truth as a false alarm"
hint = "A detection that takes an ignored truth is neither hit nor false alarm."
must_fail = ("ignored_truths_are_second_choice",)


def _judge(detections, truths, thresholds):
    order = np.argsort(-detections["scores"], kind="stable")[:100]
    boxes, in_range = detections["boxes"][order], _in_ranges(box_area(truths))
    matches = _match(box_iou(boxes, truths), in_range, thresholds)
    regular = np.concatenate([in_range, np.zeros((len(in_range), 1), dtype=bool)], axis=1)
    hits = regular[np.arange(len(regular))[:, None, None], matches]
    own = _in_ranges(box_area(boxes))[:, None]
    return detections["scores"][order], hits, hits | own
