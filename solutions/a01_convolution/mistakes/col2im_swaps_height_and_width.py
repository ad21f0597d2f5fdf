exercise = "col2im"
belief = "takes output_size for (width, height)"
hint = "Your images are the wrong way round: output_size is (height, width)."
must_fail = ("unseen_pixels_are_zero",)

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    output_size = as_pair(output_size)[::-1]
    return right(columns, output_size, kernel_size, stride, padding, dilation)
