exercise = "box_iou"
belief = "compares widths alone"
hint = "Your overlap looks along x alone. Boxes overlap only where they do along both axes."
must_fail = ("iou_of_boxes_apart_is_zero",)

right = box_iou


def box_iou(a, b):
    a, b = a.clone(), b.clone()
    a[:, 1], a[:, 3], b[:, 1], b[:, 3] = 0, 1, 0, 1
    return right(a, b)
