exercise = "ResidualBlock"
belief = "lets both convolutions take the stride"
hint = (
    "Both your convolutions take the stride, so the branch shrinks twice. Only the first one does."
)
must_fail = ("shape_follows_the_stride", "values_of_a_projection_block")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, stride, padding=1, bias=False)
