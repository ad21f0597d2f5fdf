exercise = "spatial_pyramid_pool"
belief = "uses levels 4, 2 and 1 whatever is asked"
hint = "Use the levels that are given."
must_fail = ("levels_follow_each_other",)
change = (("map(int, levels)", "(4, 2, 1)"),)
