exercise = "linear_params"
belief = "counts one bias for the whole layer"
hint = "Every output has a bias of its own."
must_fail = ("every_input_meets_every_output",)
change = (("out_features * (in_features + bool(bias))", "out_features * in_features + bool(bias)"),)
