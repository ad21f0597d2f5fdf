exercise = "avg_pool2d_backward"
belief = "divides by the full window at the border"
hint = (
    "With count_include_pad=False a window at the border shares among the pixels on the image only."
)
must_fail = ("shares_on_the_padding_are_dropped", "average_gradient_without_the_padding")
change = ((("out_size, count_include_pad)\n    share"), ("out_size, True)\n    share")),)
