exercise = "shift_sensitivity"
belief = "shifts up and to the left"
hint = "A positive shift moves the image down and to the right."
must_fail = ("sensitivity_of_random_images", "a_shift_across_windows_is_seen")
change = (("as_pair(shift), axis", "tuple(-n for n in as_pair(shift)), axis"),)
