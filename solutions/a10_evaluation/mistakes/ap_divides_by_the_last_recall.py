exercise = "average_precision"
belief = "divides the area by the recall that was reached"
hint = "The average is over recall from 0 to 1, not up to the last point."
must_fail = ("area_under_the_smoothed_curve",)
change = (
    (
        "return float(np.sum(np.diff(recall, prepend=0.0) * best[:-1]))",
        (
            "reached = recall.max(initial=0.0) or 1.0\n"
            "        return float(np.sum(np.diff(recall, prepend=0.0) * best[:-1]) / reached)"
        ),
    ),
)
