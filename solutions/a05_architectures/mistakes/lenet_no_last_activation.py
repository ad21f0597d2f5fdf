exercise = "LeNet5"
belief = "leaves out the tanh after the layer of 84"
hint = "There is no tanh between your last two layers, so together they are one linear map."
must_fail = ("lenet_values",)
change = (
    (
        "nn.Linear(120, 84),\n            nn.Tanh()",
        "nn.Linear(120, 84),\n            nn.Identity()",
    ),
)
