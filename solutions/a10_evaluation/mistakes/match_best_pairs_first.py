exercise = "match_detections"
belief = "lets the pair of highest IoU match first"
hint = (
    "You match the pair of highest IoU first. The queue goes by score: a sure detection "
    "chooses before one that lies better."
)
must_fail = (
    "a_truth_is_taken_once",
    "choice_goes_by_score_and_not_by_iou",
)


def match_detections(boxes, scores, truths, iou_threshold=0.5):
    boxes, truths = as_boxes(boxes), as_boxes(truths)
    as_scores(scores, len(boxes))
    iou = box_iou(boxes, truths)
    matches = np.full(len(boxes), -1)
    while iou.size and iou.max() >= iou_threshold:
        d, t = np.unravel_index(iou.argmax(), iou.shape)
        matches[d] = t
        iou[d], iou[:, t] = -1, -1
    return matches
