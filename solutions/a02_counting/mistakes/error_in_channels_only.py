exercise = "find_the_error"
belief = "compares the channels only"
hint = "Height and width of a shape must agree as well."
must_fail = ("a_wrong_shape", "counts_and_shapes_are_both_checked")
change = (("claim != truth", "(claim[0][0], claim[1]) != (truth[0][0], truth[1])"),)
