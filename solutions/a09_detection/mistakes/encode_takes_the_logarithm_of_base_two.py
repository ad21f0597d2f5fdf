exercise = "encode_boxes"
belief = "takes the logarithm of base 2"
hint = "You take the logarithm of base 2. decode_boxes uses exp, so it must be the natural one."
must_fail = ("deltas_by_hand",)

change = (("torch.log(", "torch.log2("),)
