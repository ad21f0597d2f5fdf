exercise = "max_pool2d_forward"
belief = "takes the smallest value"
hint = "You keep the smallest value of each window; max pooling keeps the largest."
must_fail = ("max_of_each_window",)
change = (
    (("-np.inf)\n    out"), ("np.inf)\n    out")),
    ("*out_size), -np.inf)", "*out_size), np.inf)"),
    ("np.maximum", "np.minimum"),
)
