exercise = "average_precision"
belief = "leaves points of recall 0 out"
hint = (
    "You leave points of recall 0 out. They belong to the curve: the level 0 sees the largest "
    "precision of all points."
)
must_fail = ("best_precision_at_recall_zero",)
change = (
    (
        "# best[k] is",
        "precision = np.where(recall > 0, precision, 0.0)\n    # best[k] is",
    ),
)
