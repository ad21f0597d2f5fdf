"""Plain Python loops over every output and every element of the kernel."""

import numpy as np


def cross_correlate2d(image, kernel):
    (height, width), (rows, columns) = image.shape, kernel.shape
    out = np.zeros((height - rows + 1, width - columns + 1))
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            for i in range(rows):
                for j in range(columns):
                    out[y, x] += float(image[y + i, x + j]) * float(kernel[i, j])
    return out


def convolve2d(image, kernel):
    (height, width), (rows, columns) = image.shape, kernel.shape
    out = np.zeros((height - rows + 1, width - columns + 1))
    for y, x in np.ndindex(*out.shape):
        for i, j in np.ndindex(rows, columns):
            out[y, x] += float(image[y + rows - 1 - i, x + columns - 1 - j]) * float(kernel[i, j])
    return out


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    (sh, sw), (ph, pw), (dh, dw) = as_pair(stride), as_pair(padding), as_pair(dilation)
    batch, _, height, width = x.shape
    outputs, inputs, rows, columns = weight.shape
    out_height = conv_output_size(height, rows, sh, ph, dh)
    out_width = conv_output_size(width, columns, sw, pw, dw)
    out = np.zeros((batch, outputs, out_height, out_width))
    for n, o, y, z in np.ndindex(*out.shape):
        total = float(bias[o])
        first = o // (outputs // groups) * inputs
        for c, i, j in np.ndindex(inputs, rows, columns):
            row, column = y * sh - ph + i * dh, z * sw - pw + j * dw
            if 0 <= row < height and 0 <= column < width:
                total += float(x[n, first + c, row, column]) * float(weight[o, c, i, j])
        out[n, o, y, z] = total
    return out


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    (sh, sw), (ph, pw), (dh, dw) = as_pair(stride), as_pair(padding), as_pair(dilation)
    _, inputs, height, width = x.shape
    outputs, _, rows, columns = weight.shape
    grad_x, grad_weight, grad_bias = np.zeros(x.shape), np.zeros(weight.shape), np.zeros(outputs)
    for n, o, y, z in np.ndindex(*grad_out.shape):
        g = float(grad_out[n, o, y, z])
        grad_bias[o] += g
        for c, i, j in np.ndindex(inputs, rows, columns):
            row, column = y * sh - ph + i * dh, z * sw - pw + j * dw
            if 0 <= row < height and 0 <= column < width:
                grad_x[n, c, row, column] += g * float(weight[o, c, i, j])
                grad_weight[o, c, i, j] += g * float(x[n, c, row, column])
    return grad_x, grad_weight, grad_bias


def conv1x1(x, weight, bias):
    out = np.zeros((x.shape[0], weight.shape[0], *x.shape[2:]))
    for n, o, y, z in np.ndindex(*out.shape):
        out[n, o, y, z] = sum(
            float(w) * float(v) for w, v in zip(weight[o], x[n, :, y, z], strict=True)
        )
        out[n, o, y, z] += bias[o]
    return out


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    length = (x.shape[2] + 2 * padding - dilation * (weight.shape[2] - 1) - 1) // stride + 1
    out = np.zeros((x.shape[0], weight.shape[0], length))
    for n, o, t in np.ndindex(*out.shape):
        out[n, o, t] = bias[o]
        for c, k in np.ndindex(*weight.shape[1:]):
            at = t * stride - padding + k * dilation
            if 0 <= at < x.shape[2]:
                out[n, o, t] += float(x[n, c, at]) * float(weight[o, c, k])
    return out
