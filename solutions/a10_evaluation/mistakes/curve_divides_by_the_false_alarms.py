exercise = "precision_recall_curve"
belief = "divides hits by false alarms"
hint = "Precision is hits / (hits + false alarms). You divide by the false alarms alone."
must_fail = ("curve_of_five_detections",)
change = (
    (
        "found / np.arange(1, len(found) + 1)",
        "found / np.maximum(np.arange(1, len(found) + 1) - found, 1)",
    ),
)
