exercise = "random_crop_flip"
belief = "flips up and down"
hint = "Your flip turns images upside down. A horizontal flip exchanges left and right."
must_fail = (
    "half_are_mirrored",
    "half_of_the_images_are_mirrored",
)
change = (("window.flip(2)", "window.flip(1)"),)
