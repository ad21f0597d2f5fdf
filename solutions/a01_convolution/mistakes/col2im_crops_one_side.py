exercise = "col2im"
belief = "cuts the padding off below and to the right only"
hint = (
    "You cut the padding off at the end only, so the image is shifted. Leave out the first rows "
    "and columns too."
)
must_fail = ("images_where_a_kernel_just_fits", "images_with_pairs_of_settings")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    height, width = as_pair(output_size)
    size = [n + 2 * p for n, p in zip((height, width), as_pair(padding), strict=True)]
    return right(columns, size, kernel_size, stride, 0, dilation)[:, :, :height, :width]
