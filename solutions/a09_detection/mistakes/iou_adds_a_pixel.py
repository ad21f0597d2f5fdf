exercise = "box_iou"
belief = "counts pixels, so that a box is x2 - x1 + 1 wide"
hint = (
    "You add 1 to the sides. Edges are real numbers: a box is x2 - x1 wide, and boxes that "
    "touch share nothing."
)
must_fail = ("iou_of_published_boxes", "iou_of_boxes_apart_is_zero")

right = box_iou


def box_iou(a, b):
    one = torch.tensor([0, 0, 1, 1], device=a.device)
    return right(as_floats(a) + one, as_floats(b) + one)
