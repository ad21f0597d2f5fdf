exercise = "adapt_batchnorm"
belief = "leaves the model in evaluation mode"
hint = "Layers are in evaluation mode now that were in training mode before."
must_fail = ("mode_and_momentum_come_back",)
change = (
    (
        "    for layer, training in modes:\n        layer.training = training\n",
        "    model.eval()\n",
    ),
)
