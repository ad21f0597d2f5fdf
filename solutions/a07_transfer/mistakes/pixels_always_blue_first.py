exercise = "build_preprocess"
belief = "always turns the channels round"
hint = 'The image is RGB and so is the network: turn the channels round for "BGR" only.'
must_fail = ("zero_to_one_is_normalised",)
change = (('weights["channels"] == "BGR"', "True"),)
