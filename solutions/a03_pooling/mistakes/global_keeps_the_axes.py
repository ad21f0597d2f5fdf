exercise = "global_avg_pool2d"
belief = "keeps axes of length one"
hint = "The result has two axes, (batch, channels): a vector for each image."
must_fail = ("one_mean_for_each_channel",)
change = (("axis=(2, 3))", "axis=(2, 3), keepdims=True)"),)
