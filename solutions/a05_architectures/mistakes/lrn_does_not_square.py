exercise = "local_response_norm"
belief = "sums the values, not their squares"
hint = "The sum runs over squares, a_j^2, not over the values."
must_fail = ("lrn_worked_example", "lrn_settings")
change = (("x * x", "x"),)
