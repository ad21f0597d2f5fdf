exercise = "global_avg_pool2d"
belief = "adds up and does not divide"
hint = "Your outputs are sums. Divide by the number of pixels."
must_fail = ("one_mean_for_each_channel",)
change = (("x.mean", "x.sum"),)
