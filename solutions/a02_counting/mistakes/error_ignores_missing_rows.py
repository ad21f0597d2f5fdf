exercise = "find_the_error"
belief = "compares only the rows that are there"
hint = "A table needs one claim for each layer: raise ValueError."
must_fail = ("every_layer_needs_a_claim", "tables_that_do_not_belong")
change = (
    (
        '    if len(claims) != len(layers):\n        raise ValueError(f"{len(claims)} claims about {len(layers)} layers")\n',
        "",
    ),
    ("strict=True", "strict=False"),
)
