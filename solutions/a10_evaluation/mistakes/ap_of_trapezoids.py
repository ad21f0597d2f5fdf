exercise = "average_precision"
belief = "joins the points by straight lines"
hint = "p(r) is made of steps. The trapezoid rule cuts their corners off."
must_fail = ("area_under_the_smoothed_curve",)
change = (
    (
        "return float(np.sum(np.diff(recall, prepend=0.0) * best[:-1]))",
        (
            "before = np.append(precision[:1], precision)[: len(recall)]\n"
            "        return float(np.sum(np.diff(recall, prepend=0.0) * (before + precision) / 2))"
        ),
    ),
)
