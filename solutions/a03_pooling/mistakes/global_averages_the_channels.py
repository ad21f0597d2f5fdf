exercise = "global_avg_pool2d"
belief = "averages over the channels, too"
hint = "One number for each channel: average over height and width only."
must_fail = ("one_mean_for_each_channel",)
change = (
    (
        "return x.mean(axis=(2, 3))",
        "return np.repeat(x.mean(axis=(1, 2, 3))[:, None], x.shape[1], axis=1)",
    ),
)
