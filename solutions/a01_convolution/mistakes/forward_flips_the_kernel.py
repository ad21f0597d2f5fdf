exercise = "conv2d_forward"
belief = "flips the kernel"
hint = (
    "Your kernel is flipped. A convolution layer slides the kernel as it is; only true "
    "convolution flips it."
)
must_fail = ("values_with_an_asymmetric_kernel", "dilation_pair_stretches_each_axis")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    weight = weight[:, :, ::-1, ::-1]
    return right(x, weight, bias, stride, padding, dilation, groups)
