exercise = "decode_boxes"
belief = "multiplies sides by 1 + dw"
hint = "You multiply sides by 1 + dw. The factor is exp(dw), which is close to it near 0 only."
must_fail = ("box_by_hand", "boxes_of_random_deltas")

change = (("torch.exp(deltas[:, 2:])", "(1 + deltas[:, 2:])"),)
