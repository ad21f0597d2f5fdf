exercise = "mean_average_precision"
belief = "averages over the detected classes"
hint = "A class whose truths nobody detected has an AP of 0, and counts."
must_fail = ("average_over_thresholds_and_classes",)
change = (("thresholds) for c in truths]", "thresholds) for c in truths if c in detections]"),)
