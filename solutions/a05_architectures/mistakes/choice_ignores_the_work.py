exercise = "choose_network"
belief = "looks at parameters only"
hint = "max_gigamacs is a limit as well: you choose networks that need more work."
must_fail = ("choice_by_each_limit",)
change = (("and network.gigamacs <= max_gigamacs", "and True"),)
