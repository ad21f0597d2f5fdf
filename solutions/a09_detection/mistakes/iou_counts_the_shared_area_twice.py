exercise = "box_iou"
belief = "adds both areas without taking the shared one off"
hint = "Your union is the sum of both areas, which counts the shared part twice. Subtract it once."
must_fail = ("iou_of_published_boxes", "iou_by_hand")


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    union = _area(a)[:, None] + _area(b)
    return torch.where(shared > 0, shared / union, 0.0)
