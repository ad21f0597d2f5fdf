exercise = "choose_network"
belief = "takes the larger of equally accurate networks"
hint = "Of two equally accurate networks the one with fewer parameters is chosen."
must_fail = ("choice_at_the_limit",)
change = (("network.megaparams, name)", "-network.megaparams, name)"),)
