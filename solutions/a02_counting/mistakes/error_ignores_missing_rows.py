exercise = "find_the_error"
belief = "compares only the rows that are there"
hint = "A table needs one claim for each layer: raise ValueError."
must_fail = ("every_layer_needs_a_claim", "tables_that_do_not_belong")
change = (("len(claims) != len(layers)", "False"), ("strict=True", "strict=False"))
