exercise = "encode_boxes"
belief = "clamps dw and dh"
hint = (
    "You clamp dw and dh. Nothing is clamped here: a box may be a hundred times as long as "
    "its anchor."
)
must_fail = ("deltas_of_very_different_sides",)

change = (
    (
        "torch.log(boxes[:, 2:] / anchors[:, 2:])",
        "torch.log(boxes[:, 2:] / anchors[:, 2:]).clamp(max=math.log(1000 / 16))",
    ),
)
