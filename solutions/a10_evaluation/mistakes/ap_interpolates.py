exercise = "average_precision"
belief = "interpolates between the points"
hint = "Between two points p(r) has the height of the later one; np.interp draws a slope."
must_fail = (
    "mean_over_eleven_levels",
    "hundred_and_one_levels_of_random_curves",
)
change = (
    (
        'return float(np.mean(best[np.searchsorted(recall, levels, side="left")]))',
        (
            "if not len(recall):\n"
            "        return 0.0\n"
            "    return float(np.mean(np.interp(levels, recall, best[:-1], right=0.0)))"
        ),
    ),
)
