exercise = "precision_recall_curve"
belief = "puts the points back into the order of the arrays"
hint = "Element k of the curve counts the k + 1 surest detections; do not sort it back."
must_fail = ("surest_detection_comes_first",)
change = (
    (
        "return precision, recall",
        (
            "back = np.argsort(np.argsort(-scores, kind='stable'))\n"
            "    return precision[back], recall[back]"
        ),
    ),
)
