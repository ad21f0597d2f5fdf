exercise = "build_preprocess"
belief = "multiplies without dividing"
hint = "Bytes reach 255 already. Scale them from [0, 255] to [0, max_value]."
must_fail = ("zero_to_one_is_normalised", "zero_to_255_is_normalised")
change = (('* (weights["max_value"] / 255)', '* weights["max_value"]'),)
