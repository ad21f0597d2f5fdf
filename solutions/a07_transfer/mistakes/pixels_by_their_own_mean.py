exercise = "build_preprocess"
belief = "normalises by the image's own statistics"
hint = "You subtracted the image's own mean. The weights know one mean for all images."
must_fail = ("zero_to_one_is_normalised",)
change = (
    (
        "        return (pixels - mean) / std",
        (
            "        own = pixels.mean((1, 2), keepdim=True)\n"
            "        return (pixels - own) / pixels.std((1, 2), keepdim=True).clamp(min=1e-6)"
        ),
    ),
)
