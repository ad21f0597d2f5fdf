exercise = "mean_average_precision"
belief = "takes the same recall for AR1, AR10 and AR100"
hint = "AR1 and AR10 count only the 1 and 10 detections of highest score of each image and class."
must_fail = ("perfect_detector",)
change = (
    (
        "    return {name: _mean(values) for name, values in figures.items()}",
        (
            "    figures['AR1'] = figures['AR10'] = figures['AR100']\n"
            "    return {name: _mean(values) for name, values in figures.items()}"
        ),
    ),
)
