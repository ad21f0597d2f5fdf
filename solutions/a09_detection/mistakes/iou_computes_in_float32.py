exercise = "box_iou"
belief = "computes in float32"
hint = "Your values have the precision of float32 where the boxes are float64."
must_fail = ("iou_of_random_boxes",)

right = box_iou


def box_iou(a, b):
    return right(a.float(), b.float()).to(as_floats(a).dtype)
