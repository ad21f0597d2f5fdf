exercise = "mean_average_precision"
belief = "always takes COCO's ten thresholds"
hint = "iou_thresholds says at which IoUs to match; the ten are only its default."
must_fail = ("average_over_thresholds_and_classes",)
change = (("np.asarray(iou_thresholds, dtype=np.float64)", "np.array(IOU_THRESHOLDS)"),)
