exercise = "same_padding"
belief = "leaves out the dilation"
hint = "A dilated kernel reaches over dilation * (kernel - 1) + 1 pixels; you pad for a dense one."
must_fail = ("arguments_below_one_are_refused", "agrees_with_torch_same")

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    return right(size, kernel, stride)
