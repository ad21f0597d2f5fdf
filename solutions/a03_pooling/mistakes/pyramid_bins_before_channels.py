exercise = "spatial_pyramid_pool"
belief = "puts the channels last"
hint = (
    "Within a level come all bins of the first channel, then those of the second. Flatten "
    "channel-major."
)
must_fail = ("levels_follow_each_other", "pyramid_of_any_size")
change = (("np.stack(bins, axis=2)", "np.stack(bins, axis=1)"),)
