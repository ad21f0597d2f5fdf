"""The matrix product taken apart: right, and as slow as a loop over all pixels is."""

import numpy as np

slow = ("conv2d_im2col",)


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    (down, right), (high, wide) = dilation, weight.shape[2:]
    out_size = map(conv_output_size, x.shape[2:], (high, wide), stride, padding, dilation)
    padded = np.pad(x, ((0, 0), (0, 0), *((p, p) for p in padding)))
    out = np.empty((len(x), len(weight), *out_size))
    for n, o, r, c in np.ndindex(out.shape):
        top, left = r * stride[0], c * stride[1]
        window = padded[n, :, top : top + high * down : down, left : left + wide * right : right]
        total = bias[o]
        for channel in range(len(window)):
            total = total + np.sum(weight[o, channel] * window[channel])
        out[n, o, r, c] = total
    return out
