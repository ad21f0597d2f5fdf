exercise = "spatial_pyramid_pool"
belief = "ignores the mode"
hint = "A mode of avg averages each bin."
must_fail = ("averages_instead_of_maxima",)
change = (('np.max if mode == "max" else np.mean', "np.max"),)
