exercise = "box_iou"
belief = "divides by the area of a"
hint = "You divide by the area of the first box. Divide by what both cover together."
must_fail = ("iou_of_published_boxes", "iou_by_hand")


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    union = _area(a)[:, None] + 0 * _area(b)
    return torch.where(shared > 0, shared / union, 0.0)
