exercise = "InceptionBlock"
belief = "averages in the pooling branch"
hint = "The fourth branch takes maxima over 3x3 windows, not means."
must_fail = ("inception_values",)
change = (("F.max_pool2d", "F.avg_pool2d"),)
