exercise = "soft_nms"
belief = "leaves sigma out"
hint = "Your Gaussian does not use sigma."
must_fail = ("gaussian_decay", "widths_of_gaussian_decay")

change = (("-(iou**2) / sigma", "-(iou**2)"),)
