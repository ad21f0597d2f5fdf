exercise = "encode_boxes"
belief = "takes ratio - 1 for the logarithm"
hint = (
    "You take ratio - 1. It is close to the logarithm near 1 only: twice as long is log 2 = "
    "0.69, not 1."
)
must_fail = ("deltas_by_hand", "deltas_of_random_boxes")

change = (("torch.log(boxes[:, 2:] / anchors[:, 2:])", "boxes[:, 2:] / anchors[:, 2:] - 1"),)
