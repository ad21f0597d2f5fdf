exercise = "same_padding"
belief = "leaves out the dilation"
hint = "A dilated kernel reaches over dilation * (kernel - 1) + 1 pixels; you pad for a dense one."
must_fail = ("dilated_kernels_need_more_padding", "stride_one_keeps_the_size")

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    return right(size, kernel, stride)
