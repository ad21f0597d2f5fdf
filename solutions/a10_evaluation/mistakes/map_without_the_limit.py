exercise = "mean_average_precision"
belief = "lets more than 100 detections count"
hint = "Only the 100 detections of highest score of each image and class count."
must_fail = ("more_than_a_hundred_detections",)


def _judge(detections, truths, thresholds):
    order = np.argsort(-detections["scores"], kind="stable")
    boxes, in_range = detections["boxes"][order], _in_ranges(box_area(truths))
    matches = _match(box_iou(boxes, truths), in_range, thresholds)
    regular = np.concatenate([in_range, np.zeros((len(in_range), 1), dtype=bool)], axis=1)
    hits = regular[np.arange(len(regular))[:, None, None], matches]
    own = _in_ranges(box_area(boxes))[:, None]
    return detections["scores"][order], hits, hits | ((matches == -1) & own)
