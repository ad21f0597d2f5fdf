exercise = "ResidualBlock"
belief = "adds the branch into x in place"
hint = (
    "With an identity shortcut, `shortcut += branch` changes x itself. Make the sum a new tensor."
)
must_fail = ("input_is_kept",)


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = self.shortcut(x)
        shortcut += branch
        return F.relu(shortcut)
