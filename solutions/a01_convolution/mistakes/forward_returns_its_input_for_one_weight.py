exercise = "conv2d_forward"
belief = "returns the input itself where a single weight of 1 changes nothing"
hint = "Your result is the input array itself, or a view of it. Return a new array in every case."
must_fail = ("layer_of_one_channel_leaves_its_input_alone",)

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    if weight.shape == (1, 1, 1, 1) and weight.item() == 1 and not np.any(bias):
        return x
    return right(x, weight, bias, stride, padding, dilation, groups)
