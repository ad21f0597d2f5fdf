exercise = "make_vgg"
belief = "leaves dropout out"
hint = "Nothing is dropped in training: dropout 0.5 follows the first two fully connected layers."
must_fail = ("vgg_drops_in_training_only",)
change = (
    ("* 7, hidden), nn.ReLU(), nn.Dropout(0.5)", "* 7, hidden), nn.ReLU()"),
    ("(hidden, hidden), nn.ReLU(), nn.Dropout(0.5)", "(hidden, hidden), nn.ReLU()"),
)
