exercise = "average_precision"
belief = "takes eleven levels for coco101 too"
hint = "COCO averages over the 101 levels of RECALL_LEVELS, not over eleven."
must_fail = ("mean_over_a_hundred_and_one_levels",)
change = (('np.arange(11) / 10 if method == "voc11" else RECALL_LEVELS', "np.arange(11) / 10"),)
