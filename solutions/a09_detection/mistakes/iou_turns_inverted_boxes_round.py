exercise = "box_iou"
belief = "gives inverted boxes the area that they would have the right way round"
hint = "You give an inverted box (x2 < x1 or y2 < y1) an area. It has none: its IoU is 0."
must_fail = ("iou_of_inverted_boxes",)

right = box_iou


def box_iou(a, b):
    a, b = (torch.cat([x.view(-1, 2, 2).amin(1), x.view(-1, 2, 2).amax(1)], 1) for x in (a, b))
    return right(a, b)
