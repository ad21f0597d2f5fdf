exercise = "generalized_box_iou"
belief = "takes the shared part for the enclosing box"
hint = (
    "The enclosing box reaches from the smaller left edge to the larger right one. You took "
    "the corners of the shared part."
)
must_fail = ("giou_of_published_boxes", "giou_by_hand")

change = (
    ("torch.minimum(a[:", "torch.maximum(a[:"),
    ("torch.maximum(a[:, None, 2:]", "torch.minimum(a[:, None, 2:]"),
)
