exercise = "precision_recall_curve"
belief = "starts the curve at recall 0 and precision 1"
hint = (
    "One point per detection: the point of no detections, recall 0 and precision 1, is not "
    "part of it."
)
must_fail = (
    "curve_of_five_detections",
    "curves_of_nothing",
)
change = (("return precision, recall", "return np.append(1.0, precision), np.append(0.0, recall)"),)
