exercise = "Bottleneck"
belief = "has no ReLU after the 3x3"
hint = "ReLU follows bn2 as it follows bn1."
must_fail = ("bottleneck_values",)
change = (("F.relu(self.bn2(self.conv2(branch)))", "self.bn2(self.conv2(branch))"),)
