exercise = "mean_average_precision"
belief = "counts a class without truths as 0"
hint = "A class without any truth is left out of the mean: nothing could have been found."
must_fail = ("labels_are_names",)
change = (
    (
        "    return {name: _mean(values) for name, values in figures.items()}",
        (
            "    absent = np.zeros((len(detections.keys() - truths.keys()), len(thresholds)))\n"
            "    for name, values in figures.items():\n"
            "        figures[name] = np.concatenate([values, absent[:, : values.shape[1]]])\n"
            "    return {name: _mean(values) for name, values in figures.items()}"
        ),
    ),
)
