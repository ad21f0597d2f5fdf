exercise = "mean_average_precision"
belief = "counts false alarms of any size"
hint = "In a range, a detection without a match does not count if its own area is out of the range."
must_fail = ("sizes_ignore_what_is_out_of_range",)


def _judge(detections, truths, thresholds):
    order = np.argsort(-detections["scores"], kind="stable")[:100]
    boxes, in_range = detections["boxes"][order], _in_ranges(box_area(truths))
    matches = _match(box_iou(boxes, truths), in_range, thresholds)
    regular = np.concatenate([in_range, np.zeros((len(in_range), 1), dtype=bool)], axis=1)
    hits = regular[np.arange(len(regular))[:, None, None], matches]
    own = _in_ranges(box_area(boxes))[:, None]
    return detections["scores"][order], hits, hits | (matches == -1) | (own & False)
