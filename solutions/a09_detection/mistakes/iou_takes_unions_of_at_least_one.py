exercise = "box_iou"
belief = "raises every union to one square pixel"
hint = "You raise small unions to 1. Boxes may be smaller than a pixel."
must_fail = ("iou_does_not_depend_on_the_unit",)

change = (("shared / union", "shared / union.clamp(min=1)"),)
