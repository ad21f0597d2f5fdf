exercise = "make_vgg"
belief = "takes the entries out of the caller's list"
hint = "make_vgg empties the list that it is given: a second network from it has no convolutions."
must_fail = ("vgg_lists_are_kept_and_networks_independent",)
change = (
    (
        "= []\n    for entry in config:",
        "= []\n    config = config if isinstance(config, list) else list(config)"
        "\n    while config:\n        entry = config.pop(0)",
    ),
)
