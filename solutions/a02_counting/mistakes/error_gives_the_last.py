exercise = "find_the_error"
belief = "gives the last error"
hint = "Give the first layer about which the table is wrong."
must_fail = ("the_first_of_several_errors", "only_the_first_error_counts")
change = (("return next((i for", "return max((i for"), (", None)", ", default=None)"))
