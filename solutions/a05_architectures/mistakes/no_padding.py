exercise = "ResidualBlock"
belief = "convolves without padding"
hint = (
    "Without padding each 3x3 convolution takes a pixel off every side, and the sum no longer fits."
)
must_fail = ("shape_follows_the_stride", "values_of_an_identity_block")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, bias=False)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, bias=False)
