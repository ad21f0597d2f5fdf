exercise = "max_pool2d_backward"
belief = "cuts the padding off at one side only"
hint = (
    "The padding stands on both sides: cut it off above and below, left and right. You cut "
    "twice as much after and nothing before."
)
must_fail = ("padding_takes_no_gradient",)
change = (
    (
        "return _crop(grad_padded, padding)",
        "return grad_padded[:, :, : x.shape[2], : x.shape[3]].copy()",
    ),
)
