exercise = "max_pool2d_forward"
belief = "pads with a number that is merely low"
hint = "Pixels may be lower than the number you pad with. Only minus infinity is below all of them."
must_fail = ("max_of_negative_images",)
change = (
    ("_pad(x, padding, -np.inf)", "_pad(x, padding, -1e4)"),
    ("*out_size), -np.inf)", "*out_size), -1e4)"),
)
