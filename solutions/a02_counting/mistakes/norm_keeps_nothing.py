exercise = "batchnorm_params"
belief = "leaves the buffers out"
hint = "The second number counts what is kept, though no gradient reaches it: mean and variance."
must_fail = ("learned_and_kept_numbers_of_each_channel",)
change = (("2 * channels, 2 * channels", "2 * channels, 0"),)
