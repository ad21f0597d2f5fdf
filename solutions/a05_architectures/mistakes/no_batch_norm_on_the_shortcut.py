exercise = "ResidualBlock"
belief = "projects without batch norm"
hint = (
    "Your projection is a bare 1x1 convolution. Batch norm follows it, as it follows every "
    "convolution here."
)
must_fail = ("parameter_count", "values_of_a_projection_block")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.shortcut = self.shortcut[:1]
