exercise = "find_the_error"
belief = "compares how many values a shape holds"
hint = "(24,) is not (2, 3, 4): the axes must agree one by one."
must_fail = ("shapes_that_hold_as_many_values",)
change = (("claim != truth", "math.prod(claim[0]) != math.prod(truth[0]) or claim[1] != truth[1]"),)
