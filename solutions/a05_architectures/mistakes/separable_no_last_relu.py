exercise = "DepthwiseSeparable"
belief = "ends without ReLU"
hint = "One more ReLU follows the second batch norm."
must_fail = ("separable_values",)
change = (("out_channels, 1), nn.ReLU()", "out_channels, 1), nn.Identity()"),)
