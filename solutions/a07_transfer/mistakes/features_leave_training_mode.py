exercise = "extract_features"
belief = "puts every layer in training mode afterwards"
hint = (
    "Layers that were in evaluation mode are in training mode now. Remember each layer's own mode."
)
must_fail = ("modes_come_back",)
change = (
    (
        "    for layer, training in modes:\n        layer.training = training\n",
        "    model.train()\n",
    ),
)
