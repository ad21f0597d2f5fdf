exercise = "fine_tune"
belief = "keeps the old head"
hint = "The head still has as many outputs as before. Replace it first."
must_fail = ("state_fits_the_architecture",)
change = (
    ("    replace_head(model, head_name, num_classes)\n", ""),
    ("    optimizer =", "    labels = labels % head.out_features\n    optimizer ="),
)
