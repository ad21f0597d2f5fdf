exercise = "AlexNet"
belief = "pools separate windows"
hint = "Your pooling windows are 2x2. AlexNet's are 3x3 with stride 2, and overlap."
must_fail = ("alexnet_values",)
change = (("nn.MaxPool2d(3, 2)", "nn.MaxPool2d(2, 2)"),)
