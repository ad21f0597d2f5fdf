exercise = "adapt_batchnorm"
belief = "gives all layers the model's mode"
hint = "Every layer has the outermost layer's mode now. Each had its own."
must_fail = ("all_else_is_put_back",)
change = (
    ("    modes = [", "    was = model.training\n    modes = ["),
    (
        "    for layer, training in modes:\n        layer.training = training\n",
        "    model.train(was)\n",
    ),
)
