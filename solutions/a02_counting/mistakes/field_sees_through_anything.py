exercise = "receptive_field"
belief = "skips layers that slide no window"
hint = (
    "Flatten, Linear, AdaptiveAvgPool2d and Concat have no field of a fixed size: raise ValueError."
)
must_fail = ("refuses_layers_without_a_window", "layers_without_a_field")
change = (('raise ValueError(f"{layer} slides no window")', "continue"),)
