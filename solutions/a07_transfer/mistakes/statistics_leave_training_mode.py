exercise = "adapt_batchnorm"
belief = "leaves the model in training mode"
hint = (
    "Layers are in training mode now that were not before: the next image would "
    "move the statistics again."
)
must_fail = ("mode_and_momentum_come_back",)
change = (
    (
        "    for layer, training in modes:\n        layer.training = training\n",
        "    model.train()\n",
    ),
)
