"""Layers only hold the weights; everything is computed by functions."""


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.stride = stride

    def norm(self, layer, x):
        mean, var = layer.running_mean, layer.running_var
        return F.batch_norm(x, mean, var, layer.weight, layer.bias, self.training, 0.1, 1e-5)

    def forward(self, x):
        out = F.conv2d(x, self.conv1.weight, None, self.stride, 1)
        out = F.conv2d(self.norm(self.bn1, out).relu(), self.conv2.weight, padding=1)
        skip = x
        if len(self.shortcut) > 0:
            skip = F.conv2d(x, self.shortcut[0].weight, stride=self.stride)
            skip = self.norm(self.shortcut[1], skip)
        return (self.norm(self.bn2, out) + skip).clamp(min=0)
