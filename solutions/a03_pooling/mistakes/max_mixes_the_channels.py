exercise = "max_pool2d_forward"
belief = "takes the maximum over the channels, too"
hint = "Each channel is pooled by itself; your result takes the largest value of all channels."
must_fail = ("max_of_published_numbers", "max_settings_differ_by_axis")
change = (
    ("return out", "return np.broadcast_to(out.max(axis=1, keepdims=True), out.shape).copy()"),
)
