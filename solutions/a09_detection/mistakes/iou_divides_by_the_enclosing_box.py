exercise = "box_iou"
belief = "divides by the box around both"
hint = (
    "You divide by the area of the box around both. The union is smaller: corners that "
    "neither box covers are no part of it."
)
must_fail = ("iou_by_hand", "iou_of_random_boxes")


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    low, high = torch.minimum(a[:, None, :2], b[:, :2]), torch.maximum(a[:, None, 2:], b[:, 2:])
    return torch.where(shared > 0, shared / (high - low).prod(dim=2), 0.0)
