exercise = "global_avg_pool2d"
belief = "takes the maximum"
hint = "This is global max pooling. The average sees every pixel."
must_fail = ("one_mean_for_each_channel",)
change = (("x.mean", "x.max"),)
