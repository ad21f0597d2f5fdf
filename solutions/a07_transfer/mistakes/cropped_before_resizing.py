exercise = "build_preprocess"
belief = "cuts first and resizes then"
hint = "The middle was cut out of the original. Resize first."
must_fail = ("large_images_shrink_with_antialiasing",)
change = (
    ('        image = TF.center_crop(image, [weights["crop"]])\n', ""),
    (
        "        image = TF.resize",
        ('        image = TF.center_crop(image, [weights["crop"]])\n        image = TF.resize'),
    ),
)
