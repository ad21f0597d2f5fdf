exercise = "DepthwiseSeparable"
belief = "uses an ordinary 3x3 convolution"
hint = "Your first convolution mixes channels. Depthwise means one group per channel."
must_fail = ("separable_parameter_count",)
change = (("stride, groups=in_channels", "stride"),)
