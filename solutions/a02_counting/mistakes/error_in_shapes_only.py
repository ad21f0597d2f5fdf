exercise = "find_the_error"
belief = "compares the shapes only"
hint = "A claim is wrong, too, if its number of parameters is."
must_fail = ("a_wrong_count", "counts_and_shapes_are_both_checked")
change = (("claim != truth", "claim[0] != truth[0]"),)
