exercise = "ResidualBlock"
belief = "puts a ReLU before the sum as well as after it"
hint = (
    "Your branch passes a ReLU before the sum, so it can only add. Batch norm, then the sum, "
    "then ReLU."
)
must_fail = ("worked_example", "values_of_an_identity_block")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return F.relu(F.relu(branch) + self.shortcut(x))
