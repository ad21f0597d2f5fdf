exercise = "AlexNet"
belief = "drops what the first two fully connected layers give, not what they take"
hint = "Dropout comes before each of the first two fully connected layers, not after its ReLU."
must_fail = ("alexnet_drops_in_training_only",)
change = (
    ("nn.Dropout(0.5), nn.Linear(b * 6 * 6, d), nn.ReLU()", "nn.Linear(b * 6 * 6, d), nn.ReLU()"),
    ("nn.Linear(d, d), nn.ReLU()", "nn.Linear(d, d), nn.ReLU(), nn.Dropout(0.5)"),
)
