exercise = "mean_average_precision"
belief = "takes the first and the sixth threshold for 0.5 and 0.75"
hint = (
    "Look for the thresholds 0.5 and 0.75 in iou_thresholds, wherever they stand; without "
    "them the figure is -1.0."
)
must_fail = ("other_thresholds",)
change = (
    ("thresholds == 0.5", "0:1"),
    ("thresholds == 0.75", "5:6"),
)
