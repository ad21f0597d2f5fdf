exercise = "locally_connected_params"
belief = "shares the weights between places"
hint = "That is a convolution. Here every place of the output has kernels of its own."
must_fail = ("kernels_of_every_place_are_its_own",)
change = (("height * width * out", "out"),)
