exercise = "conv2d_forward"
belief = "uses the rows' settings for both axes of a square image"
hint = "A square image may still have a stride, padding or dilation of its own along each axis."
must_fail = ("square_images_with_unequal_settings",)

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    if x.shape[2] == x.shape[3]:
        stride, padding, dilation = (as_pair(value)[0] for value in (stride, padding, dilation))
    return right(x, weight, bias, stride, padding, dilation, groups)
