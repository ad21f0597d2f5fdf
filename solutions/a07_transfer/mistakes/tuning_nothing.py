exercise = "fine_tune"
belief = "trains nothing"
hint = "The new head is as random as it was made: no training step changed it."
must_fail = ("learns_to_tell_stripes_apart", "stripes_in_three_directions")
change = (("range(200)", "range(0)"),)
