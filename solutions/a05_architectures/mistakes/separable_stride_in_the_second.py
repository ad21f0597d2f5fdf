exercise = "DepthwiseSeparable"
belief = "strides in the pointwise part"
hint = "Your 1x1 convolution strides. The depthwise one does, and looks at every pixel."
must_fail = ("separable_strides",)
change = (
    ("in_channels, 3, stride,", "in_channels, 3, 1,"),
    ("out_channels, 1)", "out_channels, 1, stride)"),
)
