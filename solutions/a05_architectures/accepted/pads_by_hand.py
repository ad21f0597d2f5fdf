"""Pads with F.pad, so that the convolutions themselves need no padding; shortcut computed first."""


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv1.padding = self.conv2.padding = (0, 0)

    def forward(self, x):
        skip = self.shortcut(x)
        out = self.conv1(F.pad(x, (1, 1, 1, 1)))
        out = self.conv2(F.pad(F.relu(self.bn1(out)), (1, 1, 1, 1)))
        total = self.bn2(out) + skip
        return total.where(total > 0, total.new_zeros(()))
