exercise = "count_params"
belief = "counts in floats"
hint = "A float has 53 bits, which large counts exceed. Stay with integers."
must_fail = ("counts_of_stacks_are_exact",)
change = (
    (
        "sum(params for _, params in _table(layers, input_shape))",
        "int(math.fsum(params for _, params in _table(layers, input_shape)))",
    ),
)
