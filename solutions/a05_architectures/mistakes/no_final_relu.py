exercise = "ResidualBlock"
belief = "ends with the sum"
hint = (
    "Your block returns the sum itself, so values can be negative. One more ReLU follows the sum."
)
must_fail = ("output_is_never_negative", "values_of_an_identity_block", "worked_example")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return branch + self.shortcut(x)
