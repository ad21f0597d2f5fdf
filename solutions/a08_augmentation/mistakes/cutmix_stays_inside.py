exercise = "cutmix"
belief = "keeps the whole rectangle inside the image"
hint = (
    "Your rectangles never touch the border: the centre is uniform over all pixels, then the "
    "rectangle is cut off."
)
must_fail = ("centres_are_uniform_over_the_image",)
change = (
    (
        "top, bottom = _around_a_pixel(height, round(height * side), generator)",
        "rows, columns = round(height * side), round(width * side)\n"
        "    top = int(torch.randint(height - rows + 1, (), generator=generator))\n"
        "    left = int(torch.randint(width - columns + 1, (), generator=generator))\n"
        "    bottom, right = top + rows, left + columns",
    ),
    (
        "    left, right = _around_a_pixel(width, round(width * side), generator)\n",
        "",
    ),
)
