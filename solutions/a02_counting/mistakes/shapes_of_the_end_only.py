exercise = "trace_shapes"
belief = "gives the last shape only"
hint = "Give one shape per layer, in a list."
must_fail = ("convolutions_round_down",)
change = (("return shapes", "return shapes[-1] if shapes else shape"),)
