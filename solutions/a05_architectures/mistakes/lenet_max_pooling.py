exercise = "LeNet5"
belief = "takes maxima when pooling"
hint = "Your pooling layers keep maxima; LeNet-5 averages 2x2 pixels."
must_fail = ("lenet_values",)
change = (
    ("(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2)", "(1, 6, 5), nn.Tanh(), nn.MaxPool2d(2)"),
    ("nn.AvgPool2d(2)", "nn.MaxPool2d(2)"),
)
