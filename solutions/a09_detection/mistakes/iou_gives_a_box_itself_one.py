exercise = "box_iou"
belief = "takes for granted that a box has an IoU of 1 with itself"
hint = "A box without area has an IoU of 0 with every box, itself included."
must_fail = ("iou_of_flat_boxes",)


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    shared = _shared_area(a, b)
    union = _area(a)[:, None] + _area(b) - shared
    iou = torch.where(shared > 0, shared / union, 0.0)
    return iou.fill_diagonal_(1.0) if a.equal(b) else iou
