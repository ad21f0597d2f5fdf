exercise = "find_the_error"
belief = "counts layers from 1"
hint = "The index of the first layer is 0."
must_fail = ("a_wrong_shape", "a_wrong_count")
change = (("enumerate(pairs)", "enumerate(pairs, 1)"),)
