exercise = "CifarResNet"
belief = "projects with a 1x1 convolution"
hint = "Your shortcuts have weights (option B). Here they have none: skip pixels, append zeros."
must_fail = ("cifar_parameter_count",)


class CifarResNet(CifarResNet):
    def __init__(self, n, num_classes=10):
        super().__init__(n, num_classes)
        self.grow = nn.ModuleList([_conv_norm(16, 32, 1, 2), _conv_norm(32, 64, 1, 2)])

    def forward(self, x):
        x = F.relu(self.stem(x))
        for block in self.blocks:
            branch = block(x)
            x = F.relu(branch + (self.grow[x.shape[1] // 32](x) if branch.shape != x.shape else x))
        return self.head(x.mean((2, 3)))
