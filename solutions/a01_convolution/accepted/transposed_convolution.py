"""grad_x as a stride 1 convolution of the spread-out gradient with the flipped kernel."""

import numpy as np


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    (sh, sw), (ph, pw), (dh, dw) = as_pair(stride), as_pair(padding), as_pair(dilation)
    (batch, _, height, width), (outputs, _, kh, kw) = x.shape, weight.shape
    reach = dh * (kh - 1), dw * (kw - 1)
    spread = np.zeros((batch, outputs, height + 2 * ph + reach[0], width + 2 * pw + reach[1]))
    bottom, right = height + 2 * ph, width + 2 * pw
    spread[:, :, reach[0] : bottom : sh, reach[1] : right : sw] = grad_out
    flipped = np.flip(weight, axis=(2, 3)).transpose(1, 0, 2, 3)
    grad_x = conv2d_forward(spread, flipped, np.zeros(len(flipped)), dilation=dilation)
    inner = spread[:, :, reach[0] : bottom, reach[1] : right].swapaxes(0, 1)
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))).swapaxes(0, 1)
    swapped = conv2d_forward(padded, inner, np.zeros(len(inner)))
    grad_weight = swapped[:, :, ::dh, ::dw].swapaxes(0, 1)
    grad_bias = np.array([plane.sum() for plane in spread.swapaxes(0, 1)])
    return grad_x[:, :, ph : ph + height, pw : pw + width], grad_weight, grad_bias
