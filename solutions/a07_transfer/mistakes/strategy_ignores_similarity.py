exercise = "choose_strategy"
belief = "looks at the number of examples alone"
hint = "The similarity does not matter in your function. It decides in three of the four rows."
must_fail = ("strategies_of_the_table",)
change = (("similar = similarity >= 0.5", "similar = True"),)
