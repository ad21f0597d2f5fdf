exercise = "box_iou"
belief = "compares a[i] with b[i] alone"
hint = (
    "You compare the boxes row by row. Every box of a meets every box of b: the result has n "
    "rows and m columns."
)
must_fail = ("iou_of_published_boxes",)

right = box_iou


def box_iou(a, b):
    return right(a[: len(b)], b[: len(a)]).diagonal().clone()
