exercise = "window_mean"
belief = "forgets to divide"
hint = "A mean is a sum divided by how many there are."
must_fail = ("three_neighbours",)
change = ((") / width", ")"),)
