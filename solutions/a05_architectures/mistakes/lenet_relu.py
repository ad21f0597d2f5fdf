exercise = "LeNet5"
belief = "uses ReLU for tanh"
hint = "Your activations are ReLUs. LeNet-5 is older than that: tanh."
must_fail = ("lenet_values",)
change = (
    ("nn.Conv2d(1, 6, 5), nn.Tanh()", "nn.Conv2d(1, 6, 5), nn.ReLU()"),
    ("nn.Conv2d(6, 16, 5), nn.Tanh()", "nn.Conv2d(6, 16, 5), nn.ReLU()"),
    ("nn.Linear(400, 120),\n            nn.Tanh()", "nn.Linear(400, 120),\n            nn.ReLU()"),
    ("nn.Linear(120, 84),\n            nn.Tanh()", "nn.Linear(120, 84),\n            nn.ReLU()"),
)
