exercise = "max_pool2d_backward"
belief = "shares the gradient among equal pixels"
hint = "Equal pixels do not share: the first in row-major order takes all."
must_fail = ("first_of_equals_wins", "flat_images")
change = (
    (
        "undecided = np.ones(best.shape, dtype=bool)",
        (
            "taps = _taps(kernel_size, stride, out_size)\n"
            "    ties = sum((padded[window] == best).astype(float) for window in taps)"
        ),
    ),
    ("undecided & (padded[window] == best)", "padded[window] == best"),
    ("np.where(wins, grad_out, 0.0)", "np.where(wins, grad_out / ties, 0.0)"),
    ("        undecided &= ~wins\n", ""),
)
