"""Lists instead of tuples, NumPy's integers instead of Python's, counting instead of a formula."""

import numpy as np


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    starts = np.arange(0, size + 2 * padding, stride)
    fits = np.count_nonzero(starts + dilation * (kernel - 1) < size + 2 * padding)
    return np.int64(fits)


def same_padding(size, kernel, stride=1, dilation=1):
    reach = dilation * (kernel - 1) + 1
    rest = size % stride or stride
    total = max(reach - rest, 0)
    return [np.int64(total // 2), np.int64(-(-total // 2))]


def make_kernel(name):
    smooth, slope = np.array([[1.0, 2.0, 1.0]]), np.array([[-1.0, 0.0, 1.0]])
    ones = np.ones((1, 3))
    centre = np.eye(3)[1:2].T @ np.eye(3)[1:2]
    cross = 0.0 + (np.add.outer([1, 0, 1], [1, 0, 1]) == 1)
    if name == "identity":
        return centre
    if name == "vertical_edge":
        return ones.T @ slope
    if name == "horizontal_edge":
        return (ones.T @ slope).T
    if name == "sobel_x":
        return smooth.T @ slope
    if name == "sobel_y":
        return slope.T @ smooth
    if name == "box_blur":
        return ones.T @ ones / 9
    if name == "gaussian_blur":
        return smooth.T @ smooth / 16
    if name == "laplacian":
        return cross - 4 * centre
    if name == "sharpen":
        return 5 * centre - cross
    raise ValueError(name)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    stride, padding, dilation = list(as_pair(stride)), list(as_pair(padding)), as_pair(dilation)
    grad_out, weight = grad_out.astype("float64"), weight.astype("float64")
    flat = grad_out.reshape(len(x), len(weight), -1)
    columns = im2col(x, weight.shape[2:], stride, padding, dilation)
    grad_weight = np.einsum("nop,nkp->ok", flat, columns).reshape(weight.shape)
    back = np.einsum("ok,nop->nkp", weight.reshape(len(weight), weight[0].size), flat)
    grad_x = col2im(back, list(x.shape[2:]), list(weight.shape[2:]), stride, padding, dilation)
    return [grad_x, grad_weight, np.einsum("nop->o", flat)]
