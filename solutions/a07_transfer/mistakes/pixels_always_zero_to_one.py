exercise = "build_preprocess"
belief = "scales every image to [0, 1]"
hint = "These weights take pixels from 0 to 255, and you have divided by 255. Look at `max_value`."
must_fail = ("zero_to_255_is_normalised",)
change = (('* (weights["max_value"] / 255)', "/ 255"),)
