"""Hidden tests: blocks in both modes, with known weights, against formulas."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

inception = pytest.mark.exercise("InceptionBlock")
separable = pytest.mark.exercise("DepthwiseSeparable")
mbconv = pytest.mark.exercise("MBConv")

# Gradients through batch statistics pass several long sums, in an order of the library's choice.
LOOSE = {"rtol": 1e-7, "atol": 1e-9}


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


def agrees(came, expected):
    """Whether a result is as expected."""
    if not isinstance(came, torch.Tensor) or came.shape != expected.shape:
        return False
    return came.dtype == expected.dtype and torch.allclose(came, expected, **LOOSE)


def fitted(student, probes, net, specs, seed, x, expected, orders=None):
    """The network with known weights, in the first order that gives what is expected in eval."""
    seen, first, problems = [], None, ""
    for ranks in orders or [list(range(len(specs)))]:
        for order in ("defined", "used"):
            said, places, handle = student.run(probes.fit, net, specs, seed, ranks, order, x)
            problems = problems or said or ""
            if said or places in seen:
                continue
            seen.append(places)
            came = net(x)
            if agrees(came, expected):
                return handle
            first = came if first is None else first
    expect(problems).satisfies(first is not None, f"The layers are not as described: {problems}.")
    expect(first).close_to(expected, **LOOSE)
    return None


def conv(x, layer, **settings):
    """Convolve, with a bias where the layer has one."""
    return F.conv2d(x, layer["weight"], layer.get("bias"), **settings)


def norm(x, layer, training=False):
    """Batch norm; in training mode the layer's statistics move."""
    names = ("running_mean", "running_var", "weight", "bias")
    return F.batch_norm(x, *(layer[name] for name in names), training, 0.1, 1e-5)


def expected_gradients(forward, layers, x, grad_out):
    """Gradients of x and of each layer's weight and bias, by autograd on the formulas."""
    leaf = x.clone().requires_grad_()
    for layer in layers:
        for name in ("weight", "bias"):
            if name in layer:
                layer[name].requires_grad_()
    forward(layers, leaf).backward(grad_out)
    names = ("weight", "bias")
    return leaf.grad, [{n: v[n].grad for n in names if n in v} for v in layers]


def compare_gradients(student, probes, handle, forward, layers, x, grad_out):
    """Each gradient in float64, each in the shape of its weight."""
    grad_x, grads = expected_gradients(forward, layers, x, grad_out)
    came_x, came = student.run(probes.gradients, handle, x, grad_out)
    expect(came_x).close_to(grad_x, **LOOSE)
    flat = [{n: g.reshape(-1) for n, g in layer.items()} for layer in came]
    wanted = [{n: g.reshape(-1) for n, g in layer.items()} for layer in grads]
    expect(flat).close_to(wanted, rtol=1e-7, atol=1e-8)


def moved(layers):
    """Running statistics of the batch norms, in order."""
    names = ("running_mean", "running_var")
    return [{n: layer[n] for n in names} for layer in layers if "running_var" in layer]


class Case:
    """A block with known weights: found right in evaluation mode, ready for more.

    forward(layers, x, training) is its formula; specs are its layers in the formula's order.
    """

    def __init__(self, student, probes, rng, net, specs, forward, x, orders=None):
        seed = int(rng.integers(2**31))
        self.student, self.probes, self.net, self.forward = student, probes, net, forward
        self.layers = probes.draw(specs, seed)
        expected = forward(self.layers, x, False)
        self.handle = fitted(student, probes, net, specs, seed, x, expected, orders)
        expect.inputs_kept(student)
        expect.fresh_result(student)

    def in_training(self, x):
        """Values by the batch's statistics; then the running statistics; x is kept."""
        self.net.train()
        expect(self.net(x)).close_to(self.forward(self.layers, x, True), **LOOSE)
        expect.inputs_kept(self.student)
        came = self.student.run(self.probes.statistics, self.handle)
        expect(came).close_to(moved(self.layers), **LOOSE)

    def gradients(self, x, grad_out, training=True):
        """Of x and every weight."""
        self.net.train(training)

        def forward(layers, x):
            return self.forward(layers, x, training)

        compare_gradients(self.student, self.probes, self.handle, forward, self.layers, x, grad_out)


SIZES = (5, 2, 3, 7, 4, 6, 8)  # every layer has a shape of its own


def inception_specs(into, one, three_red, three, five_red, five, pool):
    """Weights in the order of the output's channels."""
    shapes = ((one, into, 1, 1), (three_red, into, 1, 1), (three, three_red, 3, 3))
    shapes += ((five_red, into, 1, 1), (five, five_red, 5, 5), (pool, into, 1, 1))
    return [("map", shape, True) for shape in shapes]


def inception_forward(layers, x, training=False):
    """Four branches."""
    one, three_red, three, five_red, five, pool = layers
    branches = [
        conv(x, one),
        conv(conv(x, three_red).relu(), three, padding=1),
        conv(conv(x, five_red).relu(), five, padding=2),
        conv(F.max_pool2d(F.pad(x, (1, 1, 1, 1), value=-torch.inf), 3, 1), pool),
    ]
    return torch.cat(branches, 1).relu()


def inception_case(student, probes, rng, sizes=SIZES, size=(6, 9)):
    """A block with known weights, on images that are negative for the most part."""
    x = tensor(rng, 2, sizes[0], *size) - 1
    net = student.InceptionBlock(*sizes)
    case = Case(student, probes, rng, net, inception_specs(*sizes), inception_forward, x)
    return case, x


@inception
def test_inception_values(student, probes, rng):
    """Branches in order, on negative images that are not square; x is kept."""
    inception_case(student, probes, rng)


@inception
def test_inception_values_of_other_sizes(student, probes, rng):
    """Other numbers of channels, in every argument; images smaller than the windows."""
    inception_case(student, probes, rng, (3, 8, 2, 5, 7, 9, 4), (2, 3))
    inception_case(student, probes, rng, (9, 1, 4, 2, 3, 5, 6), (1, 1))


@inception
def test_inception_names_of_the_sizes(student, probes, rng):
    """Arguments by name."""
    inception_case(student, probes, rng)
    names = ("in_channels", "ch1x1", "ch3x3red", "ch3x3", "ch5x5red", "ch5x5", "pool_proj")
    sizes = dict(zip(names, SIZES, strict=True))
    block = student.InceptionBlock(**sizes)
    came = student.run(probes.shape_and_dtype, block, tensor(rng, 1, 5, 4, 7).float())
    expect(came).equals(((1, 23, 4, 7), "torch.float32"))


@inception
def test_inception_gradients(student, probes, rng):
    """Through all four branches; training mode makes no difference."""
    case, x = inception_case(student, probes, rng)
    case.gradients(x, tensor(rng, 2, 23, 6, 9))


@inception
def test_inception_counts(student, probes):
    """GoogLeNet's blocks 3a, 3b and 5b."""
    for sizes, count in (
        ((192, 64, 96, 128, 16, 32, 32), 163_696),
        ((256, 128, 128, 192, 32, 96, 64), 388_736),
        ((832, 384, 192, 384, 48, 128, 128), 1_444_080),
    ):
        expect(student.run(probes.count_of, student.InceptionBlock, *sizes)).equals(count)


def separable_specs(into, out):
    """Depthwise, norm, pointwise, norm."""
    return [
        ("map", (into, 1, 3, 3), False),
        ("norm", (into,), True),
        ("map", (out, into, 1, 1), False),
        ("norm", (out,), True),
    ]


def separable_case(student, probes, rng, into=3, out=5, stride=1, size=(7, 10)):
    """A block with known weights."""

    def forward(layers, x, training):
        wide = conv(x, layers[0], stride=stride, padding=1, groups=into)
        wide = norm(wide, layers[1], training).relu()
        return norm(conv(wide, layers[2]), layers[3], training).relu()

    x = tensor(rng, 2, into, *size)
    args = (into, out) if stride == 1 else (into, out, stride)
    net = student.DepthwiseSeparable(*args)
    return Case(student, probes, rng, net, separable_specs(into, out), forward, x)


@separable
def test_separable_values(student, probes, rng):
    """Random weights in evaluation mode."""
    separable_case(student, probes, rng)
    separable_case(student, probes, rng, 4, 2)


@separable
def test_separable_equal_channels(student, probes, rng):
    """No shortcut, however equal."""
    separable_case(student, probes, rng, 4, 4)


@separable
def test_separable_strides(student, probes, rng):
    """In the depthwise part; remainders count."""
    separable_case(student, probes, rng, stride=2)
    separable_case(student, probes, rng, stride=3, size=(8, 11))


@separable
def test_separable_in_training(student, probes, rng):
    """Batch statistics, and running statistics that move by a tenth."""
    separable_case(student, probes, rng, stride=2).in_training(tensor(rng, 3, 3, 7, 8))


@separable
def test_separable_gradients(student, probes, rng):
    """Of the image and every weight, in both modes."""
    for training in (False, True):
        case = separable_case(student, probes, rng, stride=2)
        case.gradients(tensor(rng, 2, 3, 7, 8), tensor(rng, 2, 5, 4, 4), training)


@separable
def test_separable_counts_and_type(student, probes, rng):
    """Two cheap parts; float32 stays."""
    expect(student.run(probes.count_of, student.DepthwiseSeparable, 32, 64)).equals(2_528)
    expect(student.run(probes.count_of, student.DepthwiseSeparable, 8, 8, 2)).equals(168)
    came = student.run(
        probes.shape_and_dtype,
        student.DepthwiseSeparable(in_channels=2, out_channels=3, stride=2),
        tensor(rng, 2, 2, 5, 8).float(),
    )
    expect(came).equals(((2, 3, 3, 4), "torch.float32"))


def mbconv_specs(into, out, expansion, kernel, ratio):
    """Expand (with its norm), filter, norm, squeeze, excite, project, norm."""
    middle, squeezed = into * expansion, max(1, int(into * ratio))
    expand = [("map", (middle, into, 1, 1), False), ("norm", (middle,), True)]
    return (expand if expansion > 1 else []) + [
        ("map", (middle, 1, kernel, kernel), False),
        ("norm", (middle,), True),
        ("map", (squeezed, middle, 1, 1), True),
        ("map", (middle, squeezed, 1, 1), True),
        ("map", (out, middle, 1, 1), False),
        ("norm", (out,), True),
    ]


def mbconv_forward(expansion, kernel, stride):
    """The four steps by formula."""

    def forward(layers, x, training):
        *expand, filtering, norm1, squeeze, excite, project, norm2 = layers
        wide = norm(conv(x, expand[0]), expand[1], training) if expand else x
        wide = wide * torch.sigmoid(wide) if expand else wide
        settings = {"stride": stride, "padding": kernel // 2, "groups": wide.shape[1]}
        wide = norm(conv(wide, filtering, **settings), norm1, training)
        wide = wide * torch.sigmoid(wide)
        gate = conv(wide.mean((2, 3), keepdim=True), squeeze)
        gate = torch.sigmoid(conv(gate * torch.sigmoid(gate), excite))
        out = norm(conv(wide * gate, project), norm2, training)
        return out + x if out.shape == x.shape and stride == 1 else out

    return forward


def mbconv_case(student, probes, rng, sizes=(8, 5, 3, 3), stride=1, ratio=0.25, size=(7, 10)):
    """A block with known weights."""
    into, _, expansion, kernel = sizes
    x = tensor(rng, 2, into, *size)
    if ratio == 0.25:
        net = student.MBConv(*sizes) if stride == 1 else student.MBConv(*sizes, stride)
    else:
        net = student.MBConv(*sizes, stride=stride, se_ratio=ratio)
    specs, forward = mbconv_specs(*sizes, ratio), mbconv_forward(expansion, kernel, stride)
    return Case(student, probes, rng, net, specs, forward, x)


@mbconv
def test_mbconv_values(student, probes, rng):
    """No shortcut where the channels differ."""
    mbconv_case(student, probes, rng)
    mbconv_case(student, probes, rng, (8, 9, 2, 5))


@mbconv
def test_mbconv_shortcut(student, probes, rng):
    """x is added where the shape stays, and kept."""
    mbconv_case(student, probes, rng, (8, 8, 3, 3))
    mbconv_case(student, probes, rng, (6, 6, 1, 5))


@mbconv
def test_mbconv_strides(student, probes, rng):
    """In the depthwise part; no shortcut, even for an image of one pixel."""
    mbconv_case(student, probes, rng, (8, 8, 2, 3), stride=2)
    mbconv_case(student, probes, rng, (8, 6, 2, 5), stride=3, size=(8, 11))
    mbconv_case(student, probes, rng, (4, 4, 2, 3), stride=2, size=(1, 1))


@mbconv
def test_mbconv_without_expansion(student, probes, rng):
    """No layer where there is nothing to widen."""
    mbconv_case(student, probes, rng, (8, 4, 1, 3))


@mbconv
def test_mbconv_wide_windows(student, probes, rng):
    """Windows of 5 and 7 keep the size."""
    mbconv_case(student, probes, rng, (4, 5, 2, 5))
    mbconv_case(student, probes, rng, (4, 4, 2, 7))


@mbconv
def test_mbconv_squeezes_from_its_input_channels(student, probes, rng):
    """The ratio counts x's channels, rounds down, and leaves one at least."""
    mbconv_case(student, probes, rng, (7, 5, 2, 3), ratio=0.5)
    mbconv_case(student, probes, rng, (2, 3, 4, 3))
    mbconv_case(student, probes, rng, (5, 5, 2, 3), ratio=1.0)


@mbconv
def test_mbconv_in_training(student, probes, rng):
    """Batch statistics, and running statistics that move by a tenth."""
    for sizes, stride in (((8, 8, 2, 3), 1), ((8, 5, 2, 5), 2)):
        case = mbconv_case(student, probes, rng, sizes, stride)
        case.in_training(tensor(rng, 3, 8, 7, 6))


@mbconv
def test_mbconv_gradients(student, probes, rng):
    """Of the image and every weight, through gate and shortcut, in both modes."""
    for training in (False, True):
        case = mbconv_case(student, probes, rng, (8, 8, 2, 3))
        case.gradients(tensor(rng, 2, 8, 5, 6), tensor(rng, 2, 8, 5, 6), training)


@mbconv
def test_mbconv_counts_and_type(student, probes, rng):
    """Blocks of EfficientNet-B0; float32 stays."""
    counts = {(32, 16, 1, 3): 1_448, (16, 24, 6, 3, 2): 6_004, (24, 40, 6, 5, 2): 15_350}
    for sizes, count in counts.items():
        expect(student.run(probes.count_of, student.MBConv, *sizes)).equals(count)
    block = student.MBConv(4, 4, expansion=2, kernel_size=3)
    came = student.run(probes.shape_and_dtype, block, tensor(rng, 2, 4, 5, 8).float())
    expect(came).equals(((2, 4, 5, 8), "torch.float32"))
