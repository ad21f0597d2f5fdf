"""Pattern matching, recursion over the rest of the stack, and fractions."""

from fractions import Fraction
from functools import reduce


def conv2d_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    per_group, rest = divmod(in_channels, groups)
    if rest or out_channels % groups:
        raise ValueError(groups)
    area = reduce(operator.mul, as_pair(kernel_size))
    group = out_channels // groups * per_group * area
    return sum((groups * group, out_channels * bias))


def linear_params(in_features, out_features, bias=True):
    return conv2d_params(in_features, out_features, 1, bias)


def locally_connected_params(in_channels, out_channels, kernel_size, output_size, bias=True):
    (rows, columns), (height, width) = as_pair(kernel_size), as_pair(output_size)
    weights = height * width * out_channels * in_channels * rows * columns
    return weights + bias * height * width * out_channels


def batchnorm_params(channels):
    return (channels + channels,) * 2


def conv2d_macs(in_channels, out_channels, kernel_size, output_size, groups=1):
    if in_channels % groups or out_channels % groups:
        raise ValueError(groups)
    height, width = as_pair(output_size)
    rows, columns = as_pair(kernel_size)
    return height * width * out_channels * rows * columns * in_channels // groups


def equivalent_kernel(n_3x3):
    if n_3x3 < 0:
        raise ValueError(n_3x3)
    return n_3x3 + 1 + n_3x3


def slide(layer, size, axis):
    stride = layer.kernel_size[axis] if layer.stride is None else layer.stride[axis]
    reach = layer.kernel_size[axis]
    if isinstance(layer, Conv2d):
        reach += (layer.dilation[axis] - 1) * (reach - 1)
    padded = size + 2 * layer.padding[axis]
    if reach > padded:
        raise ValueError(layer)
    steps = Fraction(padded - reach, stride)
    if isinstance(layer, Pool) and layer.ceil_mode:
        outputs = math.ceil(steps) + 1
        return outputs - 1 if (outputs - 1) * stride >= size + layer.padding[axis] else outputs
    return math.floor(steps) + 1


def one(layer, shape):  # noqa: C901
    match layer, shape:
        case Linear(out_features=features), (_,):
            return (features,)
        case ((Flatten() | ReLU() | Dropout()), (features,)):
            return (features,)
        case _, (_,):
            raise ValueError(layer)
        case Linear(), _:
            raise ValueError(layer)
        case Flatten(), (channels, height, width):
            return (channels * height * width,)
        case AdaptiveAvgPool2d(output_size=(rows, columns)), (channels, _, _):
            return (channels, rows, columns)
        case Pool(), (channels, height, width):
            return (channels, slide(layer, height, 0), slide(layer, width, 1))
        case ((Conv2d() | LocallyConnected2d()), (channels, height, width)):
            groups = layer.groups if isinstance(layer, Conv2d) else 1
            conv2d_params(channels, layer.out_channels, 1, groups=groups)
            return (layer.out_channels, slide(layer, height, 0), slide(layer, width, 1))
        case Concat(branches=branches), _:
            ends = [(trace_shapes(branch, shape) or [tuple(shape)])[-1] for branch in branches]
            channels, heights, widths = zip(*ends)
            if len(set(heights)) > 1 or len(set(widths)) > 1:
                raise ValueError(layer)
            return (sum(channels), heights[0], widths[0])
    return tuple(shape)


def trace_shapes(layers, input_shape):
    if not layers:
        return []
    first = one(layers[0], tuple(input_shape))
    return [first, *trace_shapes(layers[1:], first)]


def count_params(layers, input_shape):
    total, shape = 0, tuple(input_shape)
    for layer in layers:
        following = one(layer, shape)
        match layer:
            case Conv2d(out_channels=out, kernel_size=kernel, bias=bias, groups=groups):
                total += conv2d_params(shape[0], out, kernel, bias, groups)
            case LocallyConnected2d(out_channels=out, kernel_size=kernel, bias=bias):
                total += locally_connected_params(shape[0], out, kernel, following[1:], bias)
            case Linear(out_features=out, bias=bias):
                total += linear_params(shape[0], out, bias)
            case BatchNorm2d():
                total += batchnorm_params(shape[0])[0]
            case Concat(branches=branches):
                total += sum(count_params(branch, shape) for branch in branches)
        shape = following
    return total


def find_the_error(layers, input_shape, claims):
    if len(claims) != len(layers):
        raise ValueError(len(claims))
    ends = [tuple(input_shape), *trace_shapes(layers, input_shape)]
    for i, (shape, params) in enumerate(claims):
        if tuple(shape) != ends[i + 1] or count_params([layers[i]], ends[i]) != params:
            return i


def receptive_field(layers, axis=0):
    size, jump, start = 1, 1, Fraction(1, 2)
    for layer in layers:
        match layer:
            case BatchNorm2d() | LocalResponseNorm() | ReLU() | Dropout():
                continue
            case Conv2d(dilation=dilation):
                spread = dilation[axis]
            case LocallyConnected2d() | Pool():
                spread = 1
            case _:
                raise ValueError(layer)
        steps = spread * (layer.kernel_size[axis] - 1)
        start += jump * (Fraction(steps, 2) - layer.padding[axis])
        size += jump * steps
        jump *= (layer.stride or layer.kernel_size)[axis]
    return size, jump, float(start)
