exercise = "extract_features"
belief = "leaves the model in evaluation mode"
hint = "The model stays in evaluation mode: later training would not train as it should."
must_fail = ("modes_come_back",)
change = (("    for layer, training in modes:\n        layer.training = training\n", ""),)
