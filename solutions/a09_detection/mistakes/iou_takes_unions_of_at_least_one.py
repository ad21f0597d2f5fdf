exercise = "box_iou"
belief = "raises every union to one square pixel"
hint = "You raise small unions to 1. Boxes may be smaller than a pixel."
must_fail = ("iou_does_not_depend_on_the_unit",)


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    union = _area(a)[:, None] + _area(b) - shared
    return torch.where(shared > 0, shared / union.clamp(min=1), 0.0)
