exercise = "nms"
belief = "keeps every box"
hint = (
    "You return every box. A box whose IoU with a better, kept one is above the threshold must go."
)
must_fail = ("best_of_a_heap", "random_heaps")


def nms(boxes, scores, iou_threshold):
    return scores.argsort(descending=True, stable=True)
