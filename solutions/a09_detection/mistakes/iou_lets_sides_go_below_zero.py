exercise = "box_iou"
belief = "does not stop the shared sides at zero"
hint = (
    'Boxes that are apart have "shared" sides below zero, and two such sides multiply to a '
    "positive area. Stop each side at 0."
)
must_fail = ("iou_of_boxes_apart_is_zero", "iou_of_boxes_in_all_directions")


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    sides = torch.minimum(a[:, None, 2:], b[:, 2:]) - torch.maximum(a[:, None, :2], b[:, :2])
    shared = sides.prod(dim=2)
    union = _area(a)[:, None] + _area(b) - shared
    return torch.where(union > 0, shared / union, 0.0)
