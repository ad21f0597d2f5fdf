exercise = "color_jitter"
belief = "takes the mean grey of the whole batch"
hint = "Each image has a mean grey of its own."
must_fail = ("values_are_clamped_after_each_step",)
change = (
    (
        "mean(dim=(1, 2, 3), keepdim=True)",
        "mean()",
    ),
)
