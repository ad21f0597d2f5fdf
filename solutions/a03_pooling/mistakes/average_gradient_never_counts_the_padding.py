exercise = "avg_pool2d_backward"
belief = "shares among the pixels on the image only"
hint = (
    "By default the padding counts: its share is lost, and the pixels get one part of the whole "
    "window."
)
must_fail = ("shares_on_the_padding_are_dropped", "average_gradient_settings_differ_by_axis")
change = ((("out_size, count_include_pad)\n    share"), ("out_size, False)\n    share")),)
