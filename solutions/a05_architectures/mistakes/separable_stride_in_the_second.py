exercise = "DepthwiseSeparable"
belief = "strides in the pointwise part"
hint = (
    "Your 1x1 convolution strides, so the depthwise part works on pixels that are thrown away, and "
    "its batch norm counts them in training. The depthwise part has the stride."
)
must_fail = ("separable_in_training",)
change = (
    ("in_channels, 3, stride,", "in_channels, 3, 1,"),
    ("out_channels, 1)", "out_channels, 1, stride)"),
)
