exercise = "avg_pool2d_forward"
belief = "divides by the full window at the border"
hint = (
    "With count_include_pad=False a window at the border has fewer elements: divide by those "
    "that lie on the image."
)
must_fail = ("padding_may_be_left_out_of_the_average", "average_of_pixels_on_the_image")
change = ((("count_include_pad)\n    return"), ("True)\n    return")),)
