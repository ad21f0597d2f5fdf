exercise = "AlexNet"
belief = "drops a fifth"
hint = "Dropout 0.5 drops half of the values; you drop another share."
must_fail = ("alexnet_drops_in_training_only",)
change = (
    ("nn.Dropout(0.5), nn.Linear(b", "nn.Dropout(0.2), nn.Linear(b"),
    ("nn.Dropout(0.5), nn.Linear(d, d)", "nn.Dropout(0.2), nn.Linear(d, d)"),
)
