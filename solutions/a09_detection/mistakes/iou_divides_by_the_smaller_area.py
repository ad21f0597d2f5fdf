exercise = "box_iou"
belief = "divides by the smaller of the two areas"
hint = "You divide by the smaller area, so a box inside another gives 1. Divide by the union."
must_fail = ("iou_of_published_boxes", "iou_by_hand", "iou_of_nested_and_equal_boxes")


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    union = torch.minimum(_area(a)[:, None], _area(b))
    return torch.where(shared > 0, shared / union, 0.0)
