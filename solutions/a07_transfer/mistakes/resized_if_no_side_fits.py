exercise = "build_preprocess"
belief = "leaves an image alone where any of its sides fits"
hint = "The longer side has `resize` pixels, but the shorter one decides: resize the image."
must_fail = ("shorter_side_grows_where_the_longer_one_fits",)
change = (
    (
        "image = TF.resize",
        'if weights["resize"] not in image.shape[1:]:\n            image = TF.resize',
    ),
)
