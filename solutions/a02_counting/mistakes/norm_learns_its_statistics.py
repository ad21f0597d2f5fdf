exercise = "batchnorm_params"
belief = "takes the running statistics for trainable"
hint = "No gradient reaches the running mean and variance: they are buffers only."
must_fail = ("learned_and_kept_numbers_of_each_channel",)
change = (("2 * channels, 2 * channels", "4 * channels, 2 * channels"),)
