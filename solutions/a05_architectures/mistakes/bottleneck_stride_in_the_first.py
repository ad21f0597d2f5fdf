exercise = "Bottleneck"
belief = "strides in the first 1x1"
hint = (
    "Your first 1x1 convolution strides, and skips three pixels of four. The 3x3 has the "
    "stride here."
)
must_fail = ("bottleneck_values",)
change = (
    ("in_channels, width, 1)", "in_channels, width, 1, stride)"),
    ("width, width, 3, stride)", "width, width, 3)"),
)
