exercise = "conv2d_forward"
belief = "mirrors the image as padding"
hint = "You mirror the image at its border. Padding is zeros."
must_fail = ("depthwise_convolution", "padding_makes_a_large_kernel_fit")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    top, left = as_pair(padding)
    if x.size:
        x = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)), mode="reflect")
    return right(x, weight, bias, stride, 0 if x.size else padding, dilation, groups)
