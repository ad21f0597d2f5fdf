exercise = "mean_average_precision"
belief = "counts undefined figures as 0"
hint = (
    "Where no class has a truth in the range, a figure is -1.0; a class without one is left "
    "out of the mean."
)
must_fail = (
    "sizes_ignore_what_is_out_of_range",
    "one_class_of_one_size",
)


def _mean(values):
    return float(np.nan_to_num(values).mean()) if values.size else -1.0
