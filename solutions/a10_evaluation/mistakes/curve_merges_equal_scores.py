exercise = "precision_recall_curve"
belief = "makes one point of equal scores"
hint = "Each detection is a point of its own, also where scores are equal."
must_fail = (
    "equal_scores_stay_in_order",
    "curve_of_equal_scores",
)
change = (
    (
        "return precision, recall",
        (
            "falling = np.sort(scores)[::-1]\n"
            "    ends = [True] * min(len(falling), 1)\n"
            "    last = np.append(falling[1:] != falling[:-1], ends).astype(bool)\n"
            "    return precision[last], recall[last]"
        ),
    ),
)
