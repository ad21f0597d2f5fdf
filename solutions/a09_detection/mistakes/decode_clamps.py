exercise = "decode_boxes"
belief = "clamps dw and dh at log(1000 / 16)"
hint = (
    "You clamp dw and dh, as torchvision's detectors do. Nothing is clamped here, so that "
    "decoding undoes encoding."
)
must_fail = ("decoding_undoes_encoding",)

change = (("torch.exp(deltas[:, 2:])", "torch.exp(deltas[:, 2:].clamp(max=math.log(1000 / 16)))"),)
