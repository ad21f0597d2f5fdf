exercise = "shift_sensitivity"
belief = "takes means of absolute differences"
hint = "rms is the root of the mean of the squares: large changes count more."
must_fail = ("sensitivity_of_random_images",)
change = (
    (
        (
            "after = _rms(pool(moved, kernel_size, stride) - pool(x, kernel_size, stride))\n"
            "    before = _rms(moved - x)"
        ),
        (
            "change = pool(moved, kernel_size, stride) - pool(x, kernel_size, stride)\n"
            "    after = float(np.abs(change).mean())\n"
            "    before = float(np.abs(moved - x).mean())"
        ),
    ),
)
