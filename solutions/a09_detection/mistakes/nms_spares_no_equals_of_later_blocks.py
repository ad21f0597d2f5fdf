exercise = "nms"
belief = "compares two blocks of boxes by another rule than the boxes of one"
hint = (
    "Beyond the first hundred boxes you drop what has an IoU equal to the threshold. Equal is not "
    "above, wherever the two boxes stand."
)
must_fail = ("many_ious_at_the_threshold",)
change = (("gt_(iou_threshold).amax", "ge_(iou_threshold).amax"),)
