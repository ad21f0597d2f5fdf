exercise = "Bottleneck"
belief = "applies ReLU to the branch before the sum"
hint = "A ReLU before the sum keeps the branch from taking anything away: batch norm, sum, ReLU."
must_fail = ("bottleneck_values",)
change = (
    (
        "F.relu(self.bn3(self.conv3(branch)) + self.shortcut(x))",
        "F.relu(F.relu(self.bn3(self.conv3(branch))) + self.shortcut(x))",
    ),
)
