exercise = "InceptionBlock"
belief = "ends the pooling branch without ReLU"
hint = "The 1x1 convolution after pooling is followed by ReLU like all others."
must_fail = ("inception_values",)
change = (
    (
        "F.relu(self.project(F.max_pool2d(x, 3, 1, padding=1)))",
        "self.project(F.max_pool2d(x, 3, 1, padding=1))",
    ),
)
