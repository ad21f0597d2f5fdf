exercise = "color_jitter"
belief = "takes a mean for each channel"
hint = "The mean of the contrast is one number per image, of its grey; yours differs by channel."
must_fail = ("factors_are_uniform",)
change = (
    (
        "mean = _grey(x).mean(dim=(1, 2, 3), keepdim=True)",
        "mean = x.mean(dim=(2, 3), keepdim=True)",
    ),
)
