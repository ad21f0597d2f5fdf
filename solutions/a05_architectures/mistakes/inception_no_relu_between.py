exercise = "InceptionBlock"
belief = "has no ReLU after the reductions"
hint = "ReLU follows every convolution, the reducing ones included."
must_fail = ("inception_values",)
change = (
    ("F.relu(self.three_reduce(x))", "self.three_reduce(x)"),
    ("F.relu(self.five_reduce(x))", "self.five_reduce(x)"),
)
