exercise = "choose_network"
belief = "compares accuracies in whole per cent"
hint = "Networks that differ by a fraction of a per cent differ: compare accuracies as they are."
must_fail = ("choice_without_limits",)
change = (("-network.accuracy, network", "-round(network.accuracy), network"),)
