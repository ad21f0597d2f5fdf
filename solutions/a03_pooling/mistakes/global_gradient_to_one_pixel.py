exercise = "global_avg_pool2d_backward"
belief = "gives all to the first pixel"
hint = "Every pixel has the same part in the mean, and receives the same share."
must_fail = ("all_pixels_share_the_gradient",)
change = (
    (
        "share = grad_out / (x.shape[2] * x.shape[3])\n",
        ("grad = np.zeros(x.shape)\n    grad[:, :, 0, 0] = grad_out\n"),
    ),
    ("np.broadcast_to(share[:, :, np.newaxis, np.newaxis], x.shape).copy()", "grad"),
)
