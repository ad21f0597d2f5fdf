exercise = "mean_average_precision"
belief = "leaves images without detections out"
hint = "Truths in an image without detections are missed: they lower recall."
must_fail = ("random_images",)

right_figures = _class_figures


def _class_figures(detections, truths, thresholds):
    truths = {n: sought for n, sought in truths.items() if n in detections}
    return right_figures(detections, truths or {-1: {"boxes": np.zeros((0, 4))}}, thresholds)
