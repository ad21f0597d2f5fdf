exercise = "im2col"
belief = "leaves out the dilation"
hint = "Your windows are dense. With dilation d their pixels lie d apart."
must_fail = ("columns_with_pairs_of_settings",)

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, stride, padding)
