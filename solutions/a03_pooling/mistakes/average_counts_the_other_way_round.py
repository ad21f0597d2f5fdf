exercise = "avg_pool2d_forward"
belief = "takes count_include_pad the other way round"
hint = "count_include_pad=True divides by the whole window; False leaves the padding out."
must_fail = ("padding_counts_in_the_average", "padding_may_be_left_out_of_the_average")
change = ((("count_include_pad)\n    return"), ("not count_include_pad)\n    return")),)
