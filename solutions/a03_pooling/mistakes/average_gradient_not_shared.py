exercise = "avg_pool2d_backward"
belief = "hands the whole gradient to every pixel"
hint = (
    "Each pixel of a window adds one part of its size to the mean, so it receives that part of "
    "the gradient."
)
must_fail = ("average_shares_the_gradient",)
change = (("share = grad_out / divisor", "share = grad_out * 1.0"),)
