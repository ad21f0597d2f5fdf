exercise = "global_avg_pool2d"
belief = "divides by the square of the width"
hint = "Divide by height times width; images need not be square."
must_fail = ("one_mean_for_each_channel",)
change = (("return x.mean(axis=(2, 3))", "return x.sum(axis=(2, 3)) / x.shape[3] ** 2"),)
