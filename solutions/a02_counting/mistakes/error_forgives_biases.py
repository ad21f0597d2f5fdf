exercise = "find_the_error"
belief = "forgives a count without biases"
hint = "A count is right if it is exactly right: biases belong to it."
must_fail = ("a_wrong_count",)
change = (("claim != truth", "claim not in (truth, (truth[0], truth[1] - truth[0][0]))"),)
