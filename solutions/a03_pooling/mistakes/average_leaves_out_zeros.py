exercise = "avg_pool2d_forward"
belief = "counts the pixels that are not zero"
hint = "A pixel of value 0 on the image counts. Count by where pixels are, not by what they are."
must_fail = ("zero_pixels_count",)
change = (
    (
        "out /= _divisor(x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad)",
        (
            "filled = _pad((x != 0) * 1.0, padding, 0.0)\n"
            "    count = sum(filled[window] for window in _taps(kernel_size, stride, out_size))\n"
            "    whole = kernel_size[0] * kernel_size[1]\n"
            "    out /= whole if count_include_pad else np.maximum(count, 1)"
        ),
    ),
)
