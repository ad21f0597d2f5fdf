exercise = "batchnorm_params"
belief = "counts the counter of batches among the buffers"
hint = "The docstring leaves the counter of batches out: two buffers per channel."
must_fail = ("learned_and_kept_numbers_of_each_channel",)
change = (("2 * channels, 2 * channels", "2 * channels, 2 * channels + 1"),)
