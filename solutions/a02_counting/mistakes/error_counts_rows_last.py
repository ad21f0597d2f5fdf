exercise = "find_the_error"
belief = "counts the rows only where no claim is wrong"
hint = "Too few or too many rows raise ValueError, also where a claim is wrong: count first."
must_fail = ("rows_are_counted_first",)
change = (("len(claims) != len(layers)", "False"),)
