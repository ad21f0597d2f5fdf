exercise = "spatial_pyramid_pool"
belief = "joins the levels of each channel"
hint = (
    "Each level is flattened whole, then the levels follow each other. You put all levels of a "
    "channel together."
)
must_fail = ("levels_follow_each_other", "pyramid_of_any_size")
change = (
    ("np.stack(bins, axis=2).reshape(len(x), -1)", "np.stack(bins, axis=2)"),
    ("np.concatenate(parts, axis=1)", "np.concatenate(parts, axis=2).reshape(len(x), -1)"),
)
