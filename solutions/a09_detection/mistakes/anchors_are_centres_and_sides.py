exercise = "make_anchors"
belief = "returns centre, width and height"
hint = "You return centres and sides. Anchors are edges: (x1, y1, x2, y2)."
must_fail = ("anchors_of_one_cell",)

right = make_anchors


def make_anchors(*args, **kwargs):
    return convert_boxes(right(*args, **kwargs), "xyxy", "cxcywh")
