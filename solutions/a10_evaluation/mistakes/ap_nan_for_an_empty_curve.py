exercise = "average_precision"
belief = "gives NaN for a curve without points"
hint = "A curve without points has found nothing: its average precision is 0.0."
must_fail = (
    "empty_curve_and_unknown_method",
    "average_of_an_empty_curve",
)
change = (
    (
        "    # best[k] is p(r)",
        ("    if not len(recall):\n        return float('nan')\n    # best[k] is p(r)"),
    ),
)
