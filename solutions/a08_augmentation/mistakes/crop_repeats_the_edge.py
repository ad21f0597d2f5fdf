exercise = "random_crop_flip"
belief = "pads with copies of the edge"
hint = "The border around your images is not zero."
must_fail = ("windows_are_uniform",)
change = (
    (
        "F.pad(x, (pad_columns, pad_columns, pad_rows, pad_rows))",
        'F.pad(x, (pad_columns, pad_columns, pad_rows, pad_rows), mode="replicate")',
    ),
)
