exercise = "build_preprocess"
belief = "turns the channels of the given image itself round"
hint = "The image that was given has its channels in another order now. Work on a copy."
must_fail = ("numbers_of_each_channel",)
change = (
    (
        "image = TF.resize",
        'image.copy_(image.flip(0) if weights["channels"] == "BGR" else image)\n'
        "        image = TF.resize",
    ),
    ("pixels = pixels.flip(0)", "pass"),
)
