exercise = "max_pool2d_backward"
belief = "lets zeros of the padding win"
hint = (
    "A zero of the padding takes the gradient of a window of negative pixels, and it is lost. "
    "Pad with minus infinity."
)
must_fail = ("padding_takes_no_gradient", "negative_images_beside_the_padding")
change = (
    ("_pad(x, padding, -np.inf)", "_pad(x, padding, 0.0)"),
    (
        "best = max_pool2d_forward(x, kernel_size, stride, padding)",
        "best = max_pool2d_forward(padded, kernel_size, stride)",
    ),
)
