exercise = "precision_recall_curve"
belief = "keeps the order of the arrays"
hint = "Sort the detections by falling score before you count."
must_fail = (
    "surest_detection_comes_first",
    "curve_of_random_detections",
)
change = (('hits[np.argsort(-scores, kind="stable")]', "hits"),)
