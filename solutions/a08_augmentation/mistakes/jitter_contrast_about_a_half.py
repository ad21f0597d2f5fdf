exercise = "color_jitter"
belief = "takes 0.5 for the mean grey"
hint = "Contrast moves values towards the mean grey of the image, not towards 0.5."
must_fail = ("factors_are_uniform",)
change = (
    (
        "mean = _grey(x).mean(dim=(1, 2, 3), keepdim=True)",
        "mean = 0.5",
    ),
)
