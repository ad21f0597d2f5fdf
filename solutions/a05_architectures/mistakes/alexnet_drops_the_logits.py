exercise = "AlexNet"
belief = "drops after the last layer, too"
hint = "Dropout stands before the first two fully connected layers; logits are never dropped."
must_fail = ("alexnet_drops_in_training_only",)
change = (("nn.Linear(d, num_classes),", "nn.Linear(d, num_classes), nn.Dropout(0.5),"),)
