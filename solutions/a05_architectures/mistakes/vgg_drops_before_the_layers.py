exercise = "make_vgg"
belief = "drops as AlexNet does, before the first two fully connected layers"
hint = "Dropout comes after the ReLUs of the first two fully connected layers, not before them."
must_fail = ("vgg_drops_in_training_only",)
change = (
    ("nn.Linear(in_channels * 7", "nn.Dropout(0.5), nn.Linear(in_channels * 7"),
    ("(hidden, hidden), nn.ReLU(), nn.Dropout(0.5)", "(hidden, hidden), nn.ReLU()"),
)
