exercise = "ResidualBlock"
belief = "projects only where the number of channels changes"
hint = (
    "With stride 2 the branch is smaller than x, whatever the channels: the shortcut must "
    "shrink as well."
)
must_fail = ("stride_without_more_channels",)


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if in_channels == out_channels:
            self.shortcut = nn.Sequential()
