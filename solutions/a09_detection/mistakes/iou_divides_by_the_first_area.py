exercise = "box_iou"
belief = "divides by the area of a"
hint = "You divide by the area of the first box. Divide by what both cover together."
must_fail = ("iou_of_published_boxes", "iou_by_hand")

change = (("_area(a)[:, None] + _area(b) - shared", "_area(a)[:, None] + 0 * _area(b)"),)
