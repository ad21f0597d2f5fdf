"""One pass over the layers, with loops that place the windows' borders by hand; lists come back."""


def conv2d_params(in_channels, out_channels, kernel_size, bias=True, groups=1):
    rows, columns = as_pair(kernel_size)
    if (in_channels % groups, out_channels % groups) != (0, 0):
        raise ValueError("groups must divide the channels")
    kernel = in_channels * rows * columns // groups
    weights = out_channels * kernel
    if bias:
        weights += out_channels
    return weights


def linear_params(in_features, out_features, bias=True):
    return in_features * out_features + (out_features if bias else 0)


def locally_connected_params(in_channels, out_channels, kernel_size, output_size, bias=True):
    height, width = as_pair(output_size)
    return conv2d_params(in_channels, out_channels, kernel_size, bias) * height * width


def batchnorm_params(channels):
    learned = ["scale", "shift"]
    kept = ["running mean", "running variance"]
    return [channels * len(learned), channels * len(kept)]


def conv2d_macs(in_channels, out_channels, kernel_size, output_size, groups=1):
    places = math.prod(as_pair(output_size))
    return places * conv2d_params(in_channels, out_channels, kernel_size, False, groups)


def equivalent_kernel(n_3x3):
    if n_3x3 < 0:
        raise ValueError("no such stack")
    return 3 + (n_3x3 - 1) * 2


def walk(layers, shape):  # noqa: C901
    """(shape, parameters) after each layer, as lists."""
    rows = []
    shape = list(shape)
    for layer in layers:
        kind, flat, params = type(layer).__name__, len(shape) == 1, 0
        if flat and kind not in ("Linear", "Flatten", "ReLU", "Dropout"):
            raise ValueError(kind)
        if kind == "Flatten":
            shape = [math.prod(shape)]
        elif kind == "Linear":
            if not flat:
                raise ValueError("flatten first")
            params = linear_params(shape[0], layer.out_features, layer.bias)
            shape = [layer.out_features]
        elif kind == "BatchNorm2d":
            params = 2 * shape[0]
        elif kind == "Concat":
            ends = [walk(branch, shape) for branch in layer.branches]
            params = sum(p for end in ends for _, p in end)
            outs = [end[-1][0] if end else shape for end in ends]
            if any(out[1:] != outs[0][1:] for out in outs):
                raise ValueError("branches differ")
            shape = [sum(out[0] for out in outs), *outs[0][1:]]
        elif kind == "AdaptiveAvgPool2d":
            shape = [shape[0], *layer.output_size]
        elif hasattr(layer, "kernel_size"):
            before, shape = shape[0], [shape[0], *(count(layer, shape, axis) for axis in (0, 1))]
            if kind == "Conv2d":
                sizes = before, layer.out_channels, layer.kernel_size
                params = conv2d_params(*sizes, layer.bias, layer.groups)
            if kind == "LocallyConnected2d":
                sizes = before, layer.out_channels, layer.kernel_size, shape[1:]
                params = locally_connected_params(*sizes, layer.bias)
            shape[0] = getattr(layer, "out_channels", before)
        rows.append((shape, params))
        shape = list(shape)
    return rows


def count(layer, shape, axis):
    reach = (getattr(layer, "dilation", (1, 1))[axis]) * (layer.kernel_size[axis] - 1) + 1
    stride = (layer.stride or layer.kernel_size)[axis]
    size, padding = shape[1 + axis], layer.padding[axis]
    last = size + padding + padding - reach  # where the last window may begin
    if last < 0:
        raise ValueError("too large")
    if getattr(layer, "ceil_mode", False):
        return min((last + stride - 1) // stride, (size + padding - 1) // stride) + 1
    return (last + stride) // stride


def trace_shapes(layers, input_shape):
    return [shape for shape, _ in walk(layers, input_shape)]


def count_params(layers, input_shape):
    return sum(params for _, params in walk(layers, input_shape))


def find_the_error(layers, input_shape, claims):
    truth = walk(layers, input_shape)
    if len(truth) != len(claims):
        raise ValueError("one claim for each layer")
    for i in range(len(truth)):
        if list(claims[i][0]) != truth[i][0] or claims[i][1] != truth[i][1]:
            return i
    return None


def receptive_field(layers, axis=0):
    """Goes back from the first two outputs to the pixels that they see."""
    windows = []
    for layer in layers:
        if hasattr(layer, "kernel_size"):
            dilation = getattr(layer, "dilation", (1, 1))
            stride = layer.stride or layer.kernel_size
            reach = dilation[axis] * (layer.kernel_size[axis] - 1)
            windows.append((reach, stride[axis], layer.padding[axis]))
        elif isinstance(layer, (AdaptiveAvgPool2d, Concat, Flatten, Linear)):
            raise ValueError("no field")
    low, high, following = 0, 0, 1
    for reach, stride, padding in windows[::-1]:
        low, high = low * stride - padding, high * stride - padding + reach
        following = following * stride - padding
    return [high - low + 1, following - low, low + (high - low + 1) / 2]
