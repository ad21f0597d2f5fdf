exercise = "InceptionBlock"
belief = "lets the padding win in the pooling branch"
hint = "A window of negative values gets 0 from your padding: padding counts as minus infinity."
must_fail = ("inception_values",)
change = (("F.max_pool2d(x, 3, 1, padding=1)", "F.max_pool2d(F.pad(x, (1, 1, 1, 1)), 3, 1)"),)
