exercise = "find_the_error"
belief = "compares the counts only"
hint = "A claim is wrong, too, if its shape is."
must_fail = ("a_wrong_shape", "counts_and_shapes_are_both_checked")
change = (("claim != truth", "claim[1] != truth[1]"),)
