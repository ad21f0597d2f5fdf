exercise = "batchnorm_params"
belief = "forgets the shift"
hint = "Each channel has a learned scale and a learned shift."
must_fail = ("learned_and_kept_numbers_of_each_channel",)
change = (("2 * channels, 2 * channels", "channels, 2 * channels"),)
