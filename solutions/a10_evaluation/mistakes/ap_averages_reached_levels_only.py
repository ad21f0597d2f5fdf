exercise = "average_precision"
belief = "averages the levels that are reached"
hint = "Levels beyond the last recall count as 0; you leave them out of the mean."
must_fail = (
    "mean_over_a_hundred_and_one_levels",
    "recall_that_stops_early",
)
change = (
    (
        'return float(np.mean(best[np.searchsorted(recall, levels, side="left")]))',
        (
            "levels = levels[levels <= recall.max(initial=0.0)]\n"
            '    return float(np.mean(best[np.searchsorted(recall, levels, side="left")]))'
        ),
    ),
)
