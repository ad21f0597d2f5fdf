exercise = "box_iou"
belief = "gives a column for each box of a"
hint = "Your matrix is transposed: row i belongs to a[i], column j to b[j]."
must_fail = ("iou_of_published_boxes", "iou_of_random_boxes")

right = box_iou


def box_iou(a, b):
    return right(b, a)
