exercise = "conv2d_forward"
belief = "gives group g every groups-th input channel"
hint = "Your groups take every groups-th channel. A group is a block of consecutive channels."
must_fail = ("groups_are_consecutive_blocks", "stride_padding_dilation_and_groups_together")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    x = np.concatenate([x[:, g::groups] for g in range(groups)], axis=1)
    return right(x, weight, bias, stride, padding, dilation, groups)
