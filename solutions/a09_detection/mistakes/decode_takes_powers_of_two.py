exercise = "decode_boxes"
belief = "multiplies sides by 2 to the power of dw"
hint = "You take powers of 2. The deltas are natural logarithms: use exp."
must_fail = ("box_by_hand",)

change = (("torch.exp(", "torch.exp2("),)
