exercise = "ResidualBlock"
belief = "cuts the shortcut's gradient"
hint = (
    "No gradient flows back through your shortcut (detach, data or no_grad). That path is the "
    "point of the block."
)
must_fail = ("gradient_takes_the_shortcut", "input_gradient_sums_both_paths")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return F.relu(branch + self.shortcut(x.detach()))
