exercise = "decode_boxes"
belief = "returns centre, width and height"
hint = "You return centres and sides. Go back to edges: (x1, y1, x2, y2)."
must_fail = ("box_by_hand", "zero_deltas_give_the_anchor")

change = (
    (
        'return convert_boxes(torch.cat([centres, sides], dim=1), "cxcywh", "xyxy")',
        "return torch.cat([centres, sides], dim=1)",
    ),
)
