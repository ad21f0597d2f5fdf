exercise = "average_precision"
belief = "has a hundred levels instead of 101"
hint = "0, 0.01, ..., 1 are 101 levels; use RECALL_LEVELS as it is."
must_fail = ("mean_over_a_hundred_and_one_levels",)
change = (
    (
        'np.arange(11) / 10 if method == "voc11" else RECALL_LEVELS',
        'np.arange(11) / 10 if method == "voc11" else RECALL_LEVELS[1:]',
    ),
)
