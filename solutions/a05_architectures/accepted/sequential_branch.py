"""The branch is one nn.Sequential that holds the named layers once more; shortcut made first."""


class ResidualBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        layers = []
        if (in_channels, stride) != (out_channels, 1):
            layers = [
                nn.Conv2d(in_channels, out_channels, 1, stride, bias=False),
                nn.BatchNorm2d(out_channels),
            ]
        self.shortcut = nn.Sequential(*layers)
        self.branch = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(),
            nn.Conv2d(out_channels, out_channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(out_channels),
        )
        self.conv1, self.bn1, _, self.conv2, self.bn2 = self.branch

    def forward(self, x):
        return F.relu(self.shortcut(x) + self.branch(x))
