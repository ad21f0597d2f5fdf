exercise = "conv2d_backward"
belief = "takes any shape for grad_out"
hint = "grad_out must have the shape of the forward output: raise ValueError where it has not."
must_fail = ("backward_refuses_what_forward_cannot_give",)

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    check_channels(x, weight)
    conv_output_size(
        x.shape[2], weight.shape[2], *map(lambda v: as_pair(v)[0], (stride, padding, dilation))
    )
    try:
        return right(grad_out, x, weight, stride, padding, dilation)
    except ValueError:
        return np.zeros(x.shape), np.zeros(weight.shape), np.zeros(len(weight))
