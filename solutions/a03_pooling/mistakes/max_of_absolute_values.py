exercise = "max_pool2d_forward"
belief = "compares absolute values"
hint = "A large negative pixel is not a maximum. Compare the values themselves, not their sizes."
must_fail = ("max_keeps_the_sign",)
change = (("padded = _pad(x, padding, -np.inf)", "padded = _pad(np.abs(x), padding, -np.inf)"),)
