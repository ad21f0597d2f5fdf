"""No windows at all: the image is shifted once per kernel element, weighted and added."""

import numpy as np


def cross_correlate2d(image, kernel):
    height, width = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    total, image = 0.0, image.astype(float)
    for (i, j), value in np.ndenumerate(kernel):
        total = total + float(value) * image[i : i + height, j : j + width]
    return total


def convolve2d(image, kernel):
    return cross_correlate2d(image, np.rot90(kernel, 2))


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    (sh, sw), (ph, pw), (dh, dw) = as_pair(stride), as_pair(padding), as_pair(dilation)
    outputs, per_group, rows, columns = weight.shape
    height = conv_output_size(x.shape[2], rows, sh, ph, dh)
    width = conv_output_size(x.shape[3], columns, sw, pw, dw)
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))).astype(np.float64)
    out = np.zeros((len(x), outputs, height, width))
    for o in range(outputs):
        start = per_group * (o // (outputs // groups))
        for c in range(per_group):
            for i in range(rows):
                for j in range(columns):
                    down, right = i * dh, j * dw
                    shifted = padded[:, start + c, down:, right:][:, ::sh, ::sw]
                    out[:, o] += weight[o, c, i, j] * shifted[:, :height, :width]
        out[:, o] += bias[o]
    return out


def equivariance_gap(image, kernel, shift, borders=False):
    image, kernel = np.asarray(image, float), np.asarray(kernel, float)
    size, (down, right) = image.shape, shift

    def conv(plane):
        pads = [same_padding(plane.shape[axis], kernel.shape[axis]) for axis in (0, 1)]
        return cross_correlate2d(np.pad(plane, pads), kernel)

    def move(plane):
        plane = np.roll(plane, (down, right), axis=(0, 1))
        if down:
            plane[slice(0, down) if down > 0 else slice(down, None)] = 0
        if right:
            plane[:, slice(0, right) if right > 0 else slice(right, None)] = 0
        return plane

    gap = abs(conv(move(image)) - move(conv(image)))
    if borders:
        return gap.max()
    margins = [max(k // 2, abs(s)) for k, s in zip(kernel.shape, shift, strict=True)]
    inner = [
        gap[y, x]
        for y in range(margins[0], size[0] - margins[0])
        for x in range(margins[1], size[1] - margins[1])
    ]
    return max(inner)
