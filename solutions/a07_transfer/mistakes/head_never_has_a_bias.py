exercise = "replace_head"
belief = "leaves the bias out"
hint = "The old head had a bias, and the new one has none: ask whether `old.bias` is None."
must_fail = ("new_head_has_the_new_classes",)
change = (("bias = old.bias is not None", "bias = False"),)
