"""A hook on the last batch norm adds the shortcut."""


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.bn2.register_forward_hook(lambda layer, args, out: out + self.kept)

    def forward(self, x):
        self.kept = self.shortcut(x)
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))))
