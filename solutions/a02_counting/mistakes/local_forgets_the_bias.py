exercise = "locally_connected_params"
belief = "leaves the biases out"
hint = "Every place and output channel also has a bias, unless bias=False."
must_fail = ("kernels_of_every_place_are_its_own",)
change = ((" + bool(bias)", ""),)
