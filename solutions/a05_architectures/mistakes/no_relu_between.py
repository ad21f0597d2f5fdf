exercise = "ResidualBlock"
belief = "puts no ReLU between the two convolutions"
hint = (
    "Nothing bends between your two convolutions, so together they are one linear map. A ReLU "
    "follows bn1."
)
must_fail = ("values_of_an_identity_block", "worked_example")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = self.bn2(self.conv2(self.bn1(self.conv1(x))))
        return F.relu(branch + self.shortcut(x))
