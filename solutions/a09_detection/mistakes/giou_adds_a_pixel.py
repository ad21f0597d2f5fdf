exercise = "generalized_box_iou"
belief = "counts pixels, so that a box is x2 - x1 + 1 wide"
hint = "You add 1 to the sides. Edges are real numbers: a box is x2 - x1 wide."
must_fail = ("giou_of_published_boxes", "giou_by_hand")

right = generalized_box_iou


def generalized_box_iou(a, b):
    one = torch.tensor([0, 0, 1, 1], device=a.device)
    return right(as_floats(a) + one, as_floats(b) + one)
