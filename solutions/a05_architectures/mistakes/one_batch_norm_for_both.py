exercise = "ResidualBlock"
belief = "uses bn1 after both convolutions"
hint = (
    "bn1 follows both your convolutions. Each has its own statistics, so the second one needs bn2."
)
must_fail = ("values_of_an_identity_block", "running_statistics")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn1(self.conv2(branch))
        return F.relu(branch + self.shortcut(x))
