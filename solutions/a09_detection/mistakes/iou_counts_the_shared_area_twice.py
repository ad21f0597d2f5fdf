exercise = "box_iou"
belief = "adds both areas without taking the shared one off"
hint = "Your union is the sum of both areas, which counts the shared part twice. Subtract it once."
must_fail = ("iou_of_published_boxes", "iou_by_hand")

change = (("_area(b) - shared", "_area(b)"),)
