"""The shortcut is a module of its own, and its layers have other names."""


class Projection(nn.Module):
    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.norm = nn.BatchNorm2d(out_channels)
        self.resize = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)

    def forward(self, x):
        return self.norm(self.resize(x))


class ResidualBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        keeps = stride == 1 and in_channels == out_channels
        self.shortcut = nn.Identity() if keeps else Projection(in_channels, out_channels, stride)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, 1, 1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(out_channels), nn.BatchNorm2d(out_channels)

    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(branch)) + self.shortcut(x))
