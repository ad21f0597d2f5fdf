exercise = "find_the_error"
belief = "takes index 0 for no error"
hint = "Index 0 is an answer like any other. Compare with `is None`."
must_fail = ("the_first_of_several_errors",)
change = ((", None)", ", None) or None"),)
