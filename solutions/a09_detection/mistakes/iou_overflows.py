exercise = "box_iou"
belief = "multiplies sides in the type of integer boxes"
hint = "Integer areas overflow: 200 * 200 is more than a byte or an int16 holds. Make floats first."
must_fail = ("iou_of_integer_boxes",)

right = box_iou


def box_iou(a, b):
    if a.is_floating_point():
        return right(a, b)
    sides = torch.minimum(a[:, None, 2:], b[:, 2:]) - torch.maximum(a[:, None, :2], b[:, :2])
    shared = sides.clamp(min=0).prod(dim=2, dtype=a.dtype)
    areas = [(x[:, 2:] - x[:, :2]).prod(dim=1, dtype=x.dtype) for x in (a, b)]
    union = areas[0][:, None] + areas[1] - shared
    return torch.where(shared > 0, shared / union, 0.0)
