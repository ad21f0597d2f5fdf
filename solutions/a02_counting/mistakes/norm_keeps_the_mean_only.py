exercise = "batchnorm_params"
belief = "forgets the running variance"
hint = "Each channel keeps a running mean and a running variance."
must_fail = ("learned_and_kept_numbers_of_each_channel",)
change = (("2 * channels, 2 * channels", "2 * channels, channels"),)
