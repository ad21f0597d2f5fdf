exercise = "Bottleneck"
belief = "projects only where it strides"
hint = "At stride 1 the channels may differ, too, and then the sum does not fit: project."
must_fail = ("bottleneck_parameter_count",)
change = (("stride == 1 and in_channels == 4 * width", "stride == 1"),)
