exercise = "max_pool2d_forward"
belief = "pads with zeros before taking maxima"
hint = (
    "A zero of the padding is larger than every negative pixel beside it. Pad with minus "
    "infinity, which never wins."
)
must_fail = ("max_padding_never_wins", "max_of_negative_images")
change = ((("-np.inf)\n    out = "), ("0.0)\n    out = ")),)
