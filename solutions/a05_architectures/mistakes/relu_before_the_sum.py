exercise = "ResidualBlock"
belief = "applies the last ReLU to the branch and then adds"
hint = (
    "Your last ReLU comes before the sum, so the branch can only add, and never correct "
    "downwards. Add first."
)
must_fail = ("worked_example", "values_of_an_identity_block")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return F.relu(branch) + self.shortcut(x)
