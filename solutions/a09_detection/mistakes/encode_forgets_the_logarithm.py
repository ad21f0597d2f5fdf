exercise = "encode_boxes"
belief = "leaves the logarithm out"
hint = "dw and dh are logarithms of ratios: 0 where the sides are equal."
must_fail = ("deltas_by_hand", "an_anchor_that_fits_needs_no_deltas")

change = (("torch.log(boxes[:, 2:] / anchors[:, 2:])", "boxes[:, 2:] / anchors[:, 2:]"),)
