exercise = "fine_tune"
belief = "sees the first examples alone"
hint = "Only a few of the examples were used: look at all of them, in each epoch."
must_fail = ("learns_to_tell_stripes_apart",)
change = (("    optimizer =", "    features, labels = features[:2], labels[:2]\n    optimizer ="),)
