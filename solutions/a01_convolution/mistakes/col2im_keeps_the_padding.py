exercise = "col2im"
belief = "returns the images with their padding"
hint = "Your images still have the padding around them. Cut it off."
must_fail = ("images_where_a_kernel_just_fits", "images_with_pairs_of_settings")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    size = [n + 2 * p for n, p in zip(as_pair(output_size), as_pair(padding), strict=True)]
    return right(columns, size, kernel_size, stride, 0, dilation)
