exercise = "conv2d_backward"
belief = "returns float32"
hint = "The gradients are float32. float64 in, float64 out."
must_fail = (
    "single_place_hands_the_gradient_to_both_factors",
    "gradients_of_whole_numbers_in_float64",
)

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grads = right(grad_out, x, weight, stride, padding, dilation)
    return tuple(grad.astype(np.float32) for grad in grads)
