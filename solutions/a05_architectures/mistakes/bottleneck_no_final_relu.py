exercise = "Bottleneck"
belief = "ends with the sum"
hint = "One more ReLU follows the sum."
must_fail = ("bottleneck_values",)
change = (
    (
        "F.relu(self.bn3(self.conv3(branch)) + self.shortcut(x))",
        "self.bn3(self.conv3(branch)) + self.shortcut(x)",
    ),
)
