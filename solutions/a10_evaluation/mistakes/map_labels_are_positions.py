exercise = "mean_average_precision"
belief = "takes labels for 0, 1, 2, ..."
hint = "Labels are names: they need not start at 0 nor be consecutive, and may be negative."
must_fail = ("labels_are_names",)
change = (
    ("for c in truths]", "for c in range(len(truths.keys() | detections.keys())) if c in truths]"),
)
