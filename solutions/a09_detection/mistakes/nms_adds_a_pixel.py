exercise = "nms"
belief = "counts pixels, so that a box is x2 - x1 + 1 wide"
hint = (
    "You add 1 to the sides. Edges are real numbers: a box is x2 - x1 wide, also where it is "
    "a thousandth of a pixel."
)
must_fail = ("thresholds_that_are_met_exactly", "places_and_units_do_not_matter")

right = nms


def nms(boxes, scores, iou_threshold):
    one = torch.tensor([0, 0, 1, 1], device=boxes.device)
    return right(as_floats(boxes) + one, scores, iou_threshold)
