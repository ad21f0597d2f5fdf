exercise = "conv1d_forward"
belief = "lets causal outputs see earlier steps only"
hint = "Your outputs lag one step behind: output t may see the input of its own step."
must_fail = (
    "causal_kernel_may_be_longer_than_the_sequence",
    "future_does_not_reach_causal_outputs",
)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    if causal and weight.shape[2] > 1:
        x = np.pad(x, ((0, 0), (0, 0), (1, 0)))[:, :, :-1]
    return right(x, weight, bias, stride, padding, dilation, causal)
