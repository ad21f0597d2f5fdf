exercise = "match_detections"
belief = "lets each truth choose its best detection"
hint = (
    "You go through the truths and give each its best detection. It is the detections that "
    "choose, by score."
)
must_fail = (
    "a_truth_is_taken_once",
    "matching_in_a_crowd",
)


def match_detections(boxes, scores, truths, iou_threshold=0.5):
    boxes, truths = as_boxes(boxes), as_boxes(truths)
    as_scores(scores, len(boxes))
    iou = box_iou(boxes, truths)
    matches = np.full(len(boxes), -1)
    for t in range(len(truths)):
        offers = np.where(matches < 0, iou[:, t], -1.0)
        if len(boxes) and offers.max() >= iou_threshold:
            matches[offers.argmax()] = t
    return matches
