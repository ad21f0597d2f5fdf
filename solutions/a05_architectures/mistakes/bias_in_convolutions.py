exercise = "ResidualBlock"
belief = "keeps the convolutions' biases"
hint = (
    "Your convolutions have biases. Batch norm subtracts the mean next, so a bias has no "
    "effect: bias=False."
)
must_fail = ("parameter_count",)


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
