exercise = "max_pool2d_forward"
belief = "takes the last pixel of each window"
hint = (
    "Each output is the bottom-right pixel of its window. That is its maximum only where the "
    "values rise."
)
must_fail = ("max_of_each_window", "max_settings_differ_by_axis")
change = (("np.maximum(out, padded[window], out=out)", "out[...] = padded[window]"),)
