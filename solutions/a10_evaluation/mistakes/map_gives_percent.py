exercise = "mean_average_precision"
belief = "gives percentages"
hint = "The figures lie between 0 and 1 (or are -1.0); do not multiply by 100."
must_fail = ("perfect_detector",)
change = (("name: _mean(values) for", "name: 100 * _mean(values) for"),)
