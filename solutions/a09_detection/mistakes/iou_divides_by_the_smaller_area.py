exercise = "box_iou"
belief = "divides by the smaller of the two areas"
hint = "You divide by the smaller area, so a box inside another gives 1. Divide by the union."
must_fail = ("iou_of_published_boxes", "iou_by_hand", "iou_of_nested_and_equal_boxes")

change = (("_area(a)[:, None] + _area(b) - shared", "torch.minimum(_area(a)[:, None], _area(b))"),)
