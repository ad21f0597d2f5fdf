exercise = "nms"
belief = "keeps what is a little above the threshold"
hint = (
    "You keep boxes whose IoU is a little above the threshold. Compare with the threshold itself."
)
must_fail = ("thresholds_that_are_met_exactly",)

right = nms


def nms(boxes, scores, iou_threshold):
    return right(boxes, scores, iou_threshold + 1e-5)
