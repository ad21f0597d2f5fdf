exercise = "average_precision"
belief = "goes on beyond the last recall"
hint = (
    "Beyond the last recall p(r) is 0: truths that were not found lower the average. You go "
    "on with the last precision."
)
must_fail = (
    "mean_over_a_hundred_and_one_levels",
    "recall_that_stops_early",
)
change = (
    (
        "best = np.append(np.maximum.accumulate(precision[::-1])[::-1], 0.0)",
        (
            "best = np.maximum.accumulate(precision[::-1])[::-1]\n"
            "    best = np.append(best, best[-1:] if len(best) else 0.0)\n"
            "    recall = np.append(recall[:-1], [1.0] * min(len(recall), 1))"
        ),
    ),
)
