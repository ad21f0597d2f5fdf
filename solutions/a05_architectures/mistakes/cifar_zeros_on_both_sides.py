exercise = "CifarResNet"
belief = "puts half of the zeros in front"
hint = "x's channels come first, and all zeros behind them; you put half of the zeros in front."
must_fail = ("cifar_given_weights", "cifar_values_of_eight_layers")
change = (
    (
        "(0, 0, 0, 0, 0, branch.shape[1] - x.shape[1])",
        "(0, 0, 0, 0, x.shape[1] // 2, x.shape[1] // 2)",
    ),
)
