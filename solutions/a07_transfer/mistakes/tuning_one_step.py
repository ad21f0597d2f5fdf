exercise = "fine_tune"
belief = "takes one step"
hint = "One step is not enough: the head has hardly left its random start."
must_fail = ("stripes_in_three_directions", "learns_to_tell_stripes_apart")
change = (("range(200)", "range(1)"),)
