exercise = "col2im"
belief = "assigns each window instead of adding it"
hint = "Where windows overlap, the last one wins. Add, do not assign."
must_fail = ("images_of_several_channels", "images_where_a_kernel_just_fits")


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    area = np.prod(as_pair(kernel_size))
    images = np.zeros((len(columns), columns.shape[1] // area, *as_pair(output_size)))
    padded, out_size, taps = _slide(images, as_pair(kernel_size), stride, padding, dilation)
    parts = columns.reshape(*images.shape[:2], *as_pair(kernel_size), *out_size)
    for (i, j), window in reversed(taps):
        padded[window] = parts[:, :, i, j]
    return _crop(padded, padding)
