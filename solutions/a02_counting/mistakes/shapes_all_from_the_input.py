exercise = "trace_shapes"
belief = "gives every layer the shape of the input"
hint = "Each layer sees what the one before it gives."
must_fail = ("convolutions_round_down",)
change = (("_after(layer, shape)", "_after(layer, tuple(input_shape))"),)
