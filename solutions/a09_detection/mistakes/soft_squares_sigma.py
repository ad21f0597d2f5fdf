exercise = "soft_nms"
belief = "divides by 2 sigma^2, as a normal density does"
hint = "The exponent is -IoU^2 / sigma: sigma is neither squared nor doubled."
must_fail = ("widths_of_gaussian_decay",)

change = (("-(iou**2) / sigma", "-(iou**2) / (2 * sigma**2)"),)
