exercise = "linear_params"
belief = "counts one bias per input"
hint = "A bias is added to an output: count the outputs."
must_fail = ("every_input_meets_every_output",)
change = (
    ("out_features * (in_features + bool(bias))", "in_features * (out_features + bool(bias))"),
)
