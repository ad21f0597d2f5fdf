exercise = "Bottleneck"
belief = "projects the shortcut only where there are too few channels"
hint = "Where in_channels is larger than 4 * width, x does not fit the sum either."
must_fail = ("bottleneck_values",)
change = (("in_channels == 4 * width", "in_channels >= 4 * width"),)
