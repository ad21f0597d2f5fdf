exercise = "mixup"
belief = "returns float64"
hint = "float32 images come back as float64."
must_fail = ("mixup_keeps_dtype_and_input",)
change = (
    (
        "return x[permutation]",
        "x = x.double()\n    return x[permutation]",
    ),
)
