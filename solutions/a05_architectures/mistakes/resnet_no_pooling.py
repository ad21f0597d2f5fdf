exercise = "make_resnet"
belief = "leaves the stem's pooling out"
hint = "Max pooling 3x3 with stride 2 follows your first convolution."
must_fail = ("resnet_given_weights", "resnet18_values")
change = (("nn.MaxPool2d(3, 2, padding=1)", "nn.Identity()"),)
