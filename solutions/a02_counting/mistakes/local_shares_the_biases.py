exercise = "locally_connected_params"
belief = "shares the biases between places"
hint = "Here every place has biases of its own, as it has weights of its own."
must_fail = ("kernels_of_every_place_are_its_own",)
change = (("height * width * out", "out"), ("(in_channels", "(height * width * in_channels"))
