exercise = "im2col"
belief = "leaves out the dilation"
hint = "Your windows are dense. With dilation d their pixels lie d apart."
must_fail = ("columns_refuse_a_kernel_that_does_not_fit", "columns_where_a_kernel_just_fits")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, stride, padding)
