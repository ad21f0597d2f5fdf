exercise = "im2col"
belief = "repeats the edge pixels as padding"
hint = "You repeat the edge pixels. Padding is zeros."
must_fail = ("columns_where_a_kernel_just_fits", "columns_with_pairs_of_settings")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    top, left = as_pair(padding)
    if x.size:
        x, padding = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)), mode="edge"), 0
    return right(x, kernel_size, stride, padding, dilation)
