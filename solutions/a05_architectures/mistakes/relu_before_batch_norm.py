exercise = "ResidualBlock"
belief = "applies ReLU before the first batch norm"
hint = (
    "Your ReLU stands between conv1 and bn1. In this block batch norm follows the convolution "
    "directly."
)
must_fail = ("values_of_an_identity_block",)


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = self.bn1(F.relu(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return F.relu(branch + self.shortcut(x))
