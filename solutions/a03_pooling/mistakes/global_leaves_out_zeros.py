exercise = "global_avg_pool2d"
belief = "counts the pixels that are not zero"
hint = "Divide by the number of pixels, whatever their values."
must_fail = ("global_average_counts_zeros", "one_mean_for_each_channel")
change = (
    (
        "return x.mean(axis=(2, 3))",
        "return x.sum(axis=(2, 3)) / np.maximum((x != 0).sum(axis=(2, 3)), 1)",
    ),
)
