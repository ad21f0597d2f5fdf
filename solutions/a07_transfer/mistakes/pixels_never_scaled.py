exercise = "build_preprocess"
belief = "leaves pixels from 0 to 255"
hint = (
    "The mean is on a scale from 0 to 1, the pixels are not: divide by 255 "
    "first. Look at `max_value`."
)
must_fail = ("zero_to_one_is_normalised",)
change = ((' * (weights["max_value"] / 255)', ""),)
