exercise = "ResidualBlock"
belief = "projects only where the stride is not 1"
hint = (
    "With more channels out than in, x cannot be added as it is, whatever the stride: project it."
)
must_fail = ("more_channels_without_stride",)


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if stride == 1:
            self.shortcut = nn.Sequential()
