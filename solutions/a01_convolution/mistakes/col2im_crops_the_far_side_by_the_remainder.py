exercise = "col2im"
belief = "keeps the far padding where the windows leave a remainder"
hint = "The far padding is dropped whether or not a window reaches it: crop by output_size."
must_fail = ("square_images_with_unequal_settings_and_remainders",)

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    size, pads = as_pair(output_size), as_pair(padding)
    out = right(
        columns,
        [n + 2 * p for n, p in zip(size, pads, strict=True)],
        kernel_size,
        stride,
        0,
        dilation,
    )
    steps, kernel, gaps = as_pair(stride), as_pair(kernel_size), as_pair(dilation)
    keep = []
    for n, p, s, k, d in zip(size, pads, steps, kernel, gaps, strict=True):
        left = (n + 2 * p - d * (k - 1) - 1) % s
        keep.append(slice(p, p + n + (p if left else 0)))
    return out[:, :, keep[0], keep[1]].copy()
