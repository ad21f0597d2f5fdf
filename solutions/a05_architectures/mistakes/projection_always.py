exercise = "ResidualBlock"
belief = "projects every shortcut"
hint = "Your shortcut has weights even where the branch keeps the shape. There x passes untouched."
must_fail = ("parameter_count", "shortcut_alone_gives_relu_of_the_input")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.shortcut = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 1, stride, bias=False),
            nn.BatchNorm2d(out_channels),
        )
