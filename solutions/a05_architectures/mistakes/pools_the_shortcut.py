exercise = "ResidualBlock"
belief = "averages x down before projecting it"
hint = (
    "Your shortcut averages pixels before the 1x1 convolution. Here the 1x1 convolution takes "
    "the stride."
)
must_fail = ("values_of_a_projection_block",)


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if len(self.shortcut):
            self.shortcut[0].stride = (1, 1)
            pool = nn.AvgPool2d(stride, stride, ceil_mode=True, count_include_pad=False)
            self.shortcut.register_forward_pre_hook(lambda _, args: (pool(args[0]),))
