exercise = "random_crop_flip"
belief = "only crops"
hint = "Nothing is mirrored: half of the windows should be."
must_fail = ("half_are_mirrored",)
change = (("window.flip(2) if mirror else window", "window"),)
