exercise = "soft_nms"
belief = "applies iou_threshold in the Gaussian method"
hint = "The Gaussian method lowers scores for every overlap; iou_threshold is of the linear one."
must_fail = ("gaussian_decay", "widths_of_gaussian_decay")

change = (
    (
        "torch.exp(-(iou**2) / sigma)",
        "torch.where(iou > iou_threshold, torch.exp(-(iou**2) / sigma), 1.0)",
    ),
)
