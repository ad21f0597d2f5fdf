exercise = "ResidualBlock"
belief = "averages branch and shortcut"
hint = (
    "Your block halves the sum. A block whose branch is zero must hand x on at full size: add, "
    "no more."
)
must_fail = ("shortcut_alone_gives_relu_of_the_input",)


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return F.relu((branch + self.shortcut(x)) / 2)
