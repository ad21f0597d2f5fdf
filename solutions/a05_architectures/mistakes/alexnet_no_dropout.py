exercise = "AlexNet"
belief = "leaves dropout out"
hint = (
    "Nothing is dropped in training: half of each of the first two fully connected layers' "
    "inputs is."
)
must_fail = ("alexnet_drops_in_training_only",)
change = (
    ("nn.Dropout(0.5), nn.Linear(b", "nn.Linear(b"),
    ("nn.Dropout(0.5), nn.Linear(d, d)", "nn.Linear(d, d)"),
)
