exercise = "max_pool2d_forward"
belief = "starts each maximum at zero"
hint = (
    "Your maximum starts at 0, so a window of negative pixels gives 0. Start at minus infinity, "
    "or at the window's first pixel."
)
must_fail = ("max_padding_never_wins", "max_of_negative_images")
change = (("np.full((*x.shape[:2], *out_size), -np.inf)", "np.zeros((*x.shape[:2], *out_size))"),)
