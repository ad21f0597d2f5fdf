exercise = "replace_head"
belief = "gives every head a bias"
hint = "The old head had no bias, and the new one has: ask whether `old.bias` is None."
must_fail = ("head_without_bias_stays_without",)
change = (("bias = old.bias is not None", "bias = True"),)
