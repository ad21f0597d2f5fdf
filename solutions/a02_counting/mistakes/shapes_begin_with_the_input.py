exercise = "trace_shapes"
belief = "begins with the shape of the input"
hint = "One shape per layer: the input is no layer."
must_fail = ("convolutions_round_down",)
change = (
    ("shapes, shape = [], tuple(input_shape)", "shape = tuple(input_shape)\n    shapes = [shape]"),
)
