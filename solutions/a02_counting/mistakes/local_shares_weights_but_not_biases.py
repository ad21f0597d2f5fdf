exercise = "locally_connected_params"
belief = "shares the weights between places, but not the biases"
hint = "Every place of the output has weights of its own, not only biases."
must_fail = ("kernels_of_every_place_are_its_own",)
change = (("height * width * out", "out"), ("bool(", "height * width * bool("))
