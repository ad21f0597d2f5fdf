exercise = "cutmix"
belief = "never centres the rectangle on the last row or column"
hint = "randint leaves out its upper bound: with height - 1 the last row is never the centre."
must_fail = ("every_pixel_of_a_small_image_is_a_centre",)
change = (
    (
        "top, bottom = _around_a_pixel(height, round(height * side), generator)",
        "rows, columns = round(height * side), round(width * side)\n"
        "    top = int(torch.randint(max(height - 1, 1), (), generator=generator)) - rows // 2\n"
        "    left = int(torch.randint(max(width - 1, 1), (), generator=generator)) - columns // 2",
    ),
    (
        "left, right = _around_a_pixel(width, round(width * side), generator)",
        "top, bottom = max(top, 0), min(top + rows, height)\n"
        "    left, right = max(left, 0), min(left + columns, width)",
    ),
)
