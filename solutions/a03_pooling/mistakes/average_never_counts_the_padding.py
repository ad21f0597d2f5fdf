exercise = "avg_pool2d_forward"
belief = "leaves the padding out of the average"
hint = (
    "By default the zeros of the padding count: divide by the size of the window, wherever it "
    "stands."
)
must_fail = ("padding_counts_in_the_average", "average_settings_differ_by_axis")
change = ((("count_include_pad)\n    return"), ("False)\n    return")),)
