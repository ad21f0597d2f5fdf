exercise = "choose_network"
belief = "takes the smallest network"
hint = "You choose the smallest that fits; the most accurate is asked for."
must_fail = ("choice_of_the_best", "choice_without_limits")
change = (
    (
        "(-network.accuracy, network.megaparams, name)",
        "(network.megaparams, -network.accuracy, name)",
    ),
)
