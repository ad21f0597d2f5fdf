exercise = "spatial_pyramid_pool"
belief = "puts the fine levels first"
hint = "The levels come in the order given, not from fine to coarse."
must_fail = ("averages_instead_of_maxima", "pyramid_levels_in_the_order_given")
change = (("map(int, levels)", "sorted(map(int, levels), reverse=True)"),)
