exercise = "match_detections"
belief = "takes the truth before it asks the threshold"
hint = "A detection below the threshold takes nothing: its truth stays free for the next one."
must_fail = ("a_poor_match_takes_nothing",)
change = (
    ("(iou[d] >= iou_threshold)", "(iou[d] > 0)"),
    ("matches[d] = best", "matches[d] = best if iou[d, best] >= iou_threshold else -1"),
)
