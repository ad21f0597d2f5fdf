exercise = "max_pool2d_backward"
belief = "takes nearly equal pixels for equal"
hint = (
    "A pixel that is larger by very little is larger. Compare exactly: pooling copies a value, "
    "nothing is rounded."
)
must_fail = ("nearly_equal_pixels_are_not_equal",)
change = (("padded[window] != best", "~np.isclose(padded[window], best)"),)
