exercise = "batchnorm_params"
belief = "counts one scale and shift for the whole layer"
hint = "Each channel has its own scale, shift, mean and variance."
must_fail = ("learned_and_kept_numbers_of_each_channel",)
change = (("2 * channels, 2 * channels", "2, 2"),)
