import torch

exercise = "ResidualBlock"
belief = "concatenates branch and shortcut"
hint = (
    "Your block lays branch and shortcut side by side as channels, as an Inception module does. "
    "Add them."
)
must_fail = ("shape_follows_the_stride",)


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return F.relu(torch.cat([branch, self.shortcut(x)], dim=1))
