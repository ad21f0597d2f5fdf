exercise = "extract_features"
belief = "gives all layers the model's mode"
hint = "`model.train(was_training)` gives every layer the mode of the outermost. Layers differ."
must_fail = ("each_layer_gets_its_mode_back",)
change = (
    ("    modes = [", "    was = model.training\n    modes = ["),
    (
        "    for layer, training in modes:\n        layer.training = training\n",
        "    model.train(was)\n",
    ),
)
