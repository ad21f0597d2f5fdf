exercise = "average_precision"
belief = "averages the precision of all points"
hint = (
    "AP is an average over recall, not over detections: a point that does not raise recall "
    "adds no area."
)
must_fail = (
    "area_under_the_smoothed_curve",
    "mean_over_eleven_levels",
)
change = (
    (
        "    # best[k] is p(r)",
        ("    if len(precision):\n        return float(np.mean(precision))\n    # best[k] is p(r)"),
    ),
)
