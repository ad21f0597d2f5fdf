exercise = "ResidualBlock"
belief = "projects with a 3x3 convolution"
hint = (
    "Your projection looks at 3x3 pixels. It only has to change channels and size: 1x1 is enough."
)
must_fail = ("parameter_count", "values_of_a_projection_block")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if len(self.shortcut):
            self.shortcut[0] = nn.Conv2d(
                in_channels, out_channels, 3, stride, padding=1, bias=False
            )
