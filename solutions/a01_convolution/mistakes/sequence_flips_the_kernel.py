exercise = "conv1d_forward"
belief = "flips the kernel"
hint = (
    "Your kernel is flipped. A convolution layer slides the kernel as it is; its last element "
    "meets the latest step."
)
must_fail = ("sequence_values", "sequence_settings_one_by_one")

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight[:, :, ::-1], bias, stride, padding, dilation)
