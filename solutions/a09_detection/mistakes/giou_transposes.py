exercise = "generalized_box_iou"
belief = "gives a column for each box of a"
hint = "Your matrix is transposed: row i belongs to a[i], column j to b[j]."
must_fail = ("giou_of_published_boxes",)

right = generalized_box_iou


def generalized_box_iou(a, b):
    return right(b, a)
