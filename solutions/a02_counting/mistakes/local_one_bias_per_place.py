exercise = "locally_connected_params"
belief = "counts one bias per place"
hint = "At each place, every output channel has a bias."
must_fail = ("kernels_of_every_place_are_its_own",)
change = (("out_channels * (in", "(out_channels * in"),)
