exercise = "ResidualBlock"
belief = "applies an in-place ReLU to x first"
hint = (
    "Your block starts with an in-place ReLU: it changes x, and its negative values are lost to "
    "the shortcut."
)
must_fail = ("input_is_kept", "values_of_an_identity_block")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(F.relu(x, inplace=not x.requires_grad))))
        branch = self.bn2(self.conv2(branch))
        return F.relu(branch + self.shortcut(x))
