exercise = "mean_average_precision"
belief = "leaves images without truths out"
hint = "A false alarm in an image without truths of its class counts like any other."
must_fail = ("curve_runs_over_all_images",)

right_figures = _class_figures


def _class_figures(detections, truths, thresholds):
    detections = {n: found for n, found in detections.items() if n in truths}
    return right_figures(detections, truths, thresholds)
