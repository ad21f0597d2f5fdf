exercise = "box_iou"
belief = "divides 0 by 0 for boxes without area"
hint = "Two boxes without area have a union of 0, and 0 / 0 is NaN. Their IoU is 0."
must_fail = ("iou_of_a_box_without_area_is_zero", "iou_of_flat_boxes")


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    union = _area(a)[:, None] + _area(b) - shared
    return shared / union
