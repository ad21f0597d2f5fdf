exercise = "avg_pool2d_forward"
belief = "counts what lies beyond one border only"
hint = "A window can reach over both borders of an axis: count the pixels between them."
must_fail = ("average_of_windows_larger_than_the_image",)
change = (
    (
        "out /= _divisor(x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad)",
        (
            "starts = (np.arange(n) * s - p for n, s, p in zip(out_size, stride, padding))\n"
            "    rows, columns = (\n"
            "        np.where(start < 0, k + start, np.minimum(k, n - start))\n"
            "        for start, k, n in zip(starts, kernel_size, x.shape[2:])\n"
            "    )\n"
            "    whole = kernel_size[0] * kernel_size[1]\n"
            "    out /= whole if count_include_pad else np.outer(rows, columns)"
        ),
    ),
)
