exercise = "MBConv"
belief = "counts the squeeze from the widened channels"
hint = "The squeeze counts the block's input channels; you count the widened ones."
must_fail = ("mbconv_parameter_count",)
change = (
    (
        "expansion * in_channels, max(1, int(se_ratio",
        "expansion * in_channels, max(1, int(expansion * se_ratio",
    ),
)
