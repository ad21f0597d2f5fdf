exercise = "encode_boxes"
belief = "adds a small number before the logarithm"
hint = (
    "You add a small number before the logarithm. A side of 0 has the logarithm minus "
    "infinity, and small boxes are boxes."
)
must_fail = ("deltas_of_flat_boxes",)

change = (
    ("torch.log(boxes[:, 2:] / anchors[:, 2:])", "torch.log(boxes[:, 2:] / anchors[:, 2:] + 1e-8)"),
)
