exercise = "color_jitter"
belief = "weighs red, green and blue alike"
hint = "Grey is 0.299 red + 0.587 green + 0.114 blue, not their plain mean."
must_fail = ("saturation_keeps_grey",)
change = (
    (
        "(1 - factors[2]) * _grey(x))",
        "(1 - factors[2]) * x.mean(dim=1, keepdim=True))",
    ),
)
