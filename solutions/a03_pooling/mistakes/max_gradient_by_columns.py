exercise = "max_pool2d_backward"
belief = "walks through the window column by column"
hint = (
    "Ties go to the first in row-major order: along the first row, then the second. You go down "
    "the first column first."
)
must_fail = ("first_of_equals_wins",)
change = (
    (
        "for window in _taps(kernel_size, stride, out_size):",
        (
            "taps = _taps(kernel_size, stride, out_size)\n"
            "    for window in sorted(taps, key=lambda tap: (tap[2].start, tap[1].start)):"
        ),
    ),
)
