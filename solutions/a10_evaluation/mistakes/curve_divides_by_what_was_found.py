exercise = "precision_recall_curve"
belief = "divides recall by the truths found"
hint = (
    "Recall asks how many of all truths were found. Divide by n_ground_truth, so that what "
    "nobody found counts."
)
must_fail = (
    "curve_of_five_detections",
    "curve_of_hits_or_misses_only",
)
change = (
    (
        "found / n_ground_truth if n_ground_truth else np.zeros(len(found))",
        "found / max(hits.sum(), 1)",
    ),
)
