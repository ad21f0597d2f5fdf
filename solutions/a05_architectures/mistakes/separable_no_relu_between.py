exercise = "DepthwiseSeparable"
belief = "has no ReLU between the parts"
hint = "ReLU follows both batch norms; there is none between your two parts."
must_fail = ("separable_values",)
change = (("groups=in_channels), nn.ReLU()", "groups=in_channels), nn.Identity()"),)
