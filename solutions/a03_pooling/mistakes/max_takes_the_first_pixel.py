exercise = "max_pool2d_forward"
belief = "takes the first pixel of each window"
hint = "Each output is the top-left pixel of its window: that is a stride, not a maximum."
must_fail = ("max_of_each_window", "max_settings_differ_by_axis")
change = (
    (
        "np.maximum(out, padded[window], out=out)",
        "out[...] = np.where(np.isinf(out), padded[window], out)",
    ),
)
