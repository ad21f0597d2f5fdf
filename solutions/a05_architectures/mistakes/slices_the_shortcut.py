exercise = "ResidualBlock"
belief = "slices x and fills up with zero channels"
hint = (
    "Your shortcut takes every second pixel and pads with zero channels (option A of the "
    "paper). Project."
)
must_fail = ("parameter_count", "values_of_a_projection_block")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.stride, self.missing = stride, out_channels - in_channels
        self.shortcut = nn.Sequential()

    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        thin = x[:, :, :: self.stride, :: self.stride]
        return F.relu(branch + F.pad(thin, (0, 0, 0, 0, 0, self.missing)))
