exercise = "soft_nms"
belief = "leaves the square out of the Gaussian"
hint = "The Gaussian has the square of the IoU: exp(-IoU^2 / sigma)."
must_fail = ("gaussian_decay", "widths_of_gaussian_decay")

change = (("-(iou**2) / sigma", "-iou / sigma"),)
