exercise = "InceptionBlock"
belief = "concatenates in another order"
hint = "Your branches are joined in another order: 1x1, 3x3, 5x5, pooling."
must_fail = ("inception_values",)
change = (("(one, three, five, pooled)", "(one, five, three, pooled)"),)
