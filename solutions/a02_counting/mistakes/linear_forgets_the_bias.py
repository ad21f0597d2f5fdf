exercise = "linear_params"
belief = "leaves the biases out"
hint = "Each output has one bias, unless bias=False."
must_fail = ("every_input_meets_every_output",)
change = ((" + bool(bias)", ""),)
