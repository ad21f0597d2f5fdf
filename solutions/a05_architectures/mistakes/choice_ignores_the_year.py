exercise = "choose_network"
belief = "looks at no year"
hint = "You choose networks that are younger than last_year."
must_fail = ("choice_of_the_best",)
change = (("(last_year is None or network.year <= last_year)", "True"),)
