exercise = "average_precision"
belief = "takes precision for recall"
hint = "The first argument is recall, the horizontal axis; the second is precision."
must_fail = ("area_under_the_smoothed_curve",)
change = (("recall, precision = np", "precision, recall = np"),)
