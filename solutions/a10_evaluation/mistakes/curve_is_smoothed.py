exercise = "precision_recall_curve"
belief = "smooths the precision already"
hint = (
    "The curve is not smoothed: precision goes up and down. Smoothing belongs to average_precision."
)
must_fail = (
    "curve_of_five_detections",
    "curve_of_random_detections",
)
change = (
    (
        "return precision, recall",
        "return np.maximum.accumulate(precision[::-1])[::-1].copy(), recall",
    ),
)
