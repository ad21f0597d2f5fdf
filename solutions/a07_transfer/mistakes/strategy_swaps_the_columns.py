exercise = "choose_strategy"
belief = "exchanges the columns"
hint = "The columns are exchanged: the more similar, the less must be learned anew."
must_fail = ("strategies_of_the_table",)
change = (("similar = similarity >= 0.5", "similar = similarity < 0.5"),)
