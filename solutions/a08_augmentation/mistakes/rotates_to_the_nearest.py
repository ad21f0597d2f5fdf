exercise = "rotate"
belief = "takes the nearest pixel"
hint = "Your pixels are copies of others. Between pixels, take the weighted mean of four."
must_fail = ("eighth_turn_reads_between_pixels",)
change = (
    (
        "return _bilinear(x, (u * sin + v * cos)[None], (u * cos - v * sin)[None])",
        "height, width = x.shape[2:]\n"
        "    rows = torch.round(u * sin + v * cos + (height - 1) / 2).long()\n"
        "    columns = torch.round(u * cos - v * sin + (width - 1) / 2).long()\n"
        "    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < "
        "width)\n"
        "    return x[:, :, rows.clamp(0, height - 1), columns.clamp(0, width - 1)] * "
        "inside",
    ),
)
