exercise = "ResidualBlock"
belief = "lets conv2 take the stride"
hint = (
    "Your second convolution takes the stride. The first one takes it, so that the second works "
    "on less."
)
must_fail = ("values_of_a_projection_block", "stride_without_more_channels")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, 1, padding=1, bias=False)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, stride, padding=1, bias=False)
