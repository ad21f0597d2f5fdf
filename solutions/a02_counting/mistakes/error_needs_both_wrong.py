exercise = "find_the_error"
belief = "finds a layer only if both numbers are wrong"
hint = "One wrong number is enough: the shape or the count."
must_fail = ("a_wrong_shape", "a_wrong_count")
change = (("claim != truth", "claim[0] != truth[0] and claim[1] != truth[1]"),)
