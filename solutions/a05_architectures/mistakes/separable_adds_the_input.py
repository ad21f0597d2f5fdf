exercise = "DepthwiseSeparable"
belief = "adds x where its shape fits"
hint = "MobileNet's first block has no shortcut, even where x would fit."
must_fail = ("separable_equal_channels",)
change = (
    (
        "return self.layers(x)",
        "out = self.layers(x)\n        return out + x if out.shape == x.shape else out",
    ),
)
