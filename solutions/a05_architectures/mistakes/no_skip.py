exercise = "ResidualBlock"
belief = "leaves the shortcut out"
hint = "Your block is two convolutions in a row: what came in is never added to what comes out."
must_fail = (
    "shortcut_alone_gives_relu_of_the_input",
    "values_of_an_identity_block",
    "input_gradient_sums_both_paths",
)


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return F.relu(branch)
