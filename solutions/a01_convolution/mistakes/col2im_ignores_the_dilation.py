exercise = "col2im"
belief = "adds as if the kernel were dense"
hint = "Your pixels land as if the kernel were dense. Its elements lie dilation pixels apart."
must_fail = ("images_where_a_kernel_just_fits", "images_with_pairs_of_settings")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    images = right(columns, output_size, kernel_size, stride, padding, dilation)
    stride, padding = as_pair(stride), as_pair(padding)
    _, out_size, _ = _slide(images, as_pair(kernel_size), stride, padding, as_pair(dilation))
    size = [(n - 1) * s + k for n, s, k in zip(out_size, stride, as_pair(kernel_size), strict=True)]
    padded = np.pad(np.zeros(images.shape), ((0, 0), (0, 0), *((p, p) for p in padding)))
    padded[:, :, : size[0], : size[1]] = right(columns, size, kernel_size, stride)
    return _crop(padded, padding)
