exercise = "linear_params"
belief = "counts one weight per feature"
hint = "Every output has a weight for every input: multiply."
must_fail = ("every_input_meets_every_output",)
change = (
    (
        "out_features * (in_features + bool(bias))",
        "in_features + out_features + out_features * bool(bias)",
    ),
)
