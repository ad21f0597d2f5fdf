exercise = "ResidualBlock"
belief = "takes momentum for the old value's weight"
hint = (
    "PyTorch's momentum weighs the new batch: 0.1 moves the running statistics by a tenth. Keep "
    "its default."
)
must_fail = ("running_statistics",)


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        for layer in self.modules():
            if isinstance(layer, nn.BatchNorm2d):
                layer.momentum = 0.9
