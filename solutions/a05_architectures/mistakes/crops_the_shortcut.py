exercise = "ResidualBlock"
belief = "convolves without padding and crops the shortcut to fit"
hint = (
    "Your block loses two pixels on every side and crops the shortcut to match. Pad the "
    "convolutions."
)
must_fail = ("shape_follows_the_stride", "shortcut_alone_gives_relu_of_the_input")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        branch = F.relu(self.bn1(F.conv2d(x, self.conv1.weight, stride=self.conv1.stride)))
        branch = self.bn2(F.conv2d(branch, self.conv2.weight))
        shortcut = self.shortcut(x)
        height, width = branch.shape[2:]
        top, left = ((shortcut.shape[i] - branch.shape[i]) // 2 for i in (2, 3))
        return F.relu(branch + shortcut[:, :, top : top + height, left : left + width])
