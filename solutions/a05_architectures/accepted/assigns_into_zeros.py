"""Networks that walk over lists of stages; shortcuts assigned into zeros."""


class CifarResNet(CifarResNet):
    def forward(self, x):
        x = self.stem(x).relu()
        for block in self.blocks:
            out = block(x)
            rows = x if out.shape == x.shape else x[..., ::2, ::2]
            out[:, : x.shape[1]] = out[:, : x.shape[1]] + rows
            x = out.relu()
        return self.head(F.adaptive_avg_pool2d(x, 1).flatten(1))


class _ResNet(nn.Module):
    def __init__(self, stem, stages, head):
        super().__init__()
        self.fc, self.stages, self.stem = head, nn.ModuleList(stages), stem

    def forward(self, x):
        x = F.max_pool2d(self.stem(x).relu(), 3, 2, 1)
        for stage in self.stages:
            x = stage(x)
        return self.fc(x.mean((-1, -2)))


_made = make_resnet


def make_resnet(depth, num_classes=1000):
    layers = list(_made(depth, num_classes))
    return _ResNet(nn.Sequential(*layers[:2]), layers[4:-3], layers[-1])
