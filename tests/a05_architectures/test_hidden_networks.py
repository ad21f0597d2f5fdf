"""Hidden tests: whole networks, with known weights in whatever order theirs stand."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

lenet = pytest.mark.exercise("LeNet5")
alexnet = pytest.mark.exercise("AlexNet")
vgg = pytest.mark.exercise("make_vgg")

# Results pass some long sums, in an order of the library's choice.
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


def linear(x, layer):
    """Fully connected."""
    return x @ layer["weight"].T + layer["bias"]


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


def compare_dropout(student, probes, net, handle, x, expected):
    """The values that ones become in training mode, behind two dropouts of 0.5.

    There are more than 500 results, the rarest value with probability 1/8: none stays away.
    """
    student.run(probes.hand_on, handle)
    result = net(x)
    expect(result).close_to(torch.full_like(result, 2.0))
    net.train()
    expect(student.run(probes.values, net, x)).close_to(expected)


def lenet_specs(num_classes=10):
    """Weights of LeNet-5."""
    shapes = ((6, 1, 5, 5), (16, 6, 5, 5), (120, 400), (84, 120), (num_classes, 84))
    return [("map", shape, True) for shape in shapes]


def lenet_forward(layers, x):
    """LeNet-5 by formula; pooling is the mean of four shifted images."""
    for layer in layers[:2]:
        x = torch.tanh(conv(x, layer))
        quarters = [x[:, :, i::2, j::2] for i in (0, 1) for j in (0, 1)]
        x = sum(quarters) / 4
    x = x.flatten(1)
    for layer in layers[2:4]:
        x = torch.tanh(linear(x, layer))
    return linear(x, layers[4])


def lenet_case(student, probes, rng, num_classes=10):
    """A network with known weights, and the input and output by which it was found right."""
    seed, x = int(rng.integers(2**31)), tensor(rng, 3, 1, 32, 32)
    specs = lenet_specs(num_classes)
    layers = probes.draw(specs, seed)
    net = student.LeNet5() if num_classes == 10 else student.LeNet5(num_classes=num_classes)
    expected = lenet_forward(layers, x)
    handle = fitted(student, probes, net, specs, seed, x, expected)
    return net, handle, layers, x


@lenet
def test_lenet_values(student, probes, rng):
    """Logits of random images, with random weights and biases."""
    lenet_case(student, probes, rng)


@lenet
def test_lenet_other_number_of_classes(student, probes, rng):
    """The last layer alone changes."""
    lenet_case(student, probes, rng, num_classes=7)


@lenet
def test_lenet_gradients(student, probes, rng):
    """Every weight, and the image, for a random upstream gradient."""
    _, handle, layers, x = lenet_case(student, probes, rng)
    grad_out = tensor(rng, 3, 10)
    compare_gradients(student, probes, handle, lenet_forward, layers, x, grad_out)


@lenet
def test_lenet_is_the_same_in_training(student, probes, rng):
    """No dropout and no batch norm: mode and neighbours make no difference."""
    net, _, layers, x = lenet_case(student, probes, rng)
    net.train()
    expect(net(x[:1])).close_to(lenet_forward(layers, x[:1]), **LOOSE)
    expect.inputs_kept(student)


@lenet
def test_lenet_single_precision(student, probes, rng):
    """float32 stays."""
    x = tensor(rng, 2, 1, 32, 32).float()
    came = student.run(probes.shape_and_dtype, student.LeNet5(), x)
    expect(came).equals(((2, 10), "torch.float32"))


def alexnet_specs(num_classes, groups, slim):
    """Weights of AlexNet, thinned."""
    a, b, c, d = 96 // slim, 256 // slim, 384 // slim, 4096 // slim
    shapes = [(a, 3, 11, 11), (b, a // groups, 5, 5), (c, b, 3, 3), (c, c // groups, 3, 3)]
    shapes += [(b, c // groups, 3, 3), (d, 36 * b), (d, d), (num_classes, d)]
    return [("map", shape, True) for shape in shapes]


def normalise(x):
    """Local response norm by its sum."""
    channels = x.shape[1]
    sums = [x[:, max(0, i - 2) : i + 3].square().sum(1) for i in range(channels)]
    return x / (2 + 1e-4 * torch.stack(sums, 1)) ** 0.75


def alexnet_forward(layers, x, groups=1):
    """AlexNet in evaluation mode."""
    x = F.max_pool2d(normalise(conv(x, layers[0], stride=4).relu()), 3, 2)
    x = F.max_pool2d(normalise(conv(x, layers[1], padding=2, groups=groups).relu()), 3, 2)
    x = conv(x, layers[2], padding=1).relu()
    x = conv(x, layers[3], padding=1, groups=groups).relu()
    x = F.max_pool2d(conv(x, layers[4], padding=1, groups=groups).relu(), 3, 2).flatten(1)
    return linear(linear(linear(x, layers[5]).relu(), layers[6]).relu(), layers[7])


def alexnet_case(student, probes, rng, num_classes=10, groups=1, slim=16):
    """A thin network with known weights; large inputs, so that the normalisation shows."""
    seed, x = int(rng.integers(2**31)), 60 * tensor(rng, 2, 3, 227, 227)
    specs = alexnet_specs(num_classes, groups, slim)
    layers = probes.draw(specs, seed)
    net = student.AlexNet(num_classes, groups, slim)
    expected = alexnet_forward(layers, x, groups)
    handle = fitted(student, probes, net, specs, seed, x, expected)
    return net, handle, layers, x


@alexnet
def test_alexnet_values(student, probes, rng):
    """Logits in evaluation mode; x is kept."""
    alexnet_case(student, probes, rng)
    expect.inputs_kept(student)


@alexnet
def test_alexnet_values_in_two_groups(student, probes, rng):
    """Layers 2, 4 and 5 see their own half, 1 and 3 see all."""
    alexnet_case(student, probes, rng, num_classes=3, groups=2)


@alexnet
def test_alexnet_values_of_another_width(student, probes, rng):
    """`slim` divides every width."""
    alexnet_case(student, probes, rng, num_classes=5, slim=8)


@alexnet
def test_alexnet_counts(student, probes):
    """The three famous numbers, and another number of classes."""
    for args, count in (
        ((), 62_378_344),
        ((1000, 2), 60_965_224),
        ((10,), 58_322_314),
    ):
        expect(student.run(probes.count_of, student.AlexNet, *args)).equals(count)


@alexnet
def test_alexnet_drops_in_training_only(student, probes, rng):
    """Half of what the first two fully connected layers take in, before the first sums pairs."""
    net, handle, _, x = alexnet_case(student, probes, rng, num_classes=256)
    compare_dropout(student, probes, net, handle, x, [0.0, 4.0, 8.0])


@alexnet
def test_alexnet_gradients(student, probes, rng):
    """Every weight of one image's way, in evaluation mode."""
    _, handle, layers, x = alexnet_case(student, probes, rng)
    grad_out = tensor(rng, 2, 10)
    compare_gradients(student, probes, handle, alexnet_forward, layers, x, grad_out)


CONFIG = (4, "M", 6, 6, "M", 5)


def vgg_specs(config, num_classes, batch_norm, channels, hidden):
    """Weights of a VGG network."""
    specs = []
    for entry in config:
        if entry != "M":
            specs.append(("map", (entry, channels, 3, 3), True))
            specs += [("norm", (entry,), True)] if batch_norm else []
            channels = entry
    shapes = ((hidden, 49 * channels), (hidden, hidden), (num_classes, hidden))
    return specs + [("map", shape, True) for shape in shapes]


def vgg_forward(config, batch_norm):
    """A VGG network in evaluation mode."""

    def forward(layers, x, training=False):
        rest = iter(layers)
        for entry in config:
            if entry == "M":
                x = F.max_pool2d(x, 2)
                continue
            x = conv(x, next(rest), padding=1)
            x = (norm(x, next(rest), training) if batch_norm else x).relu()
        x = F.adaptive_avg_pool2d(x, 7).flatten(1)
        return linear(linear(linear(x, next(rest)).relu(), next(rest)).relu(), next(rest))

    return forward


def vgg_case(student, probes, rng, config=CONFIG, batch_norm=False, size=(29, 36), **extra):
    """A small network with known weights."""
    settings = {"num_classes": 3, "in_channels": 3, "hidden": 11} | extra
    seed = int(rng.integers(2**31))
    x = tensor(rng, 2, settings["in_channels"], *size)
    specs = vgg_specs(config, settings["num_classes"], batch_norm, settings["in_channels"], 11)
    layers, forward = probes.draw(specs, seed), vgg_forward(config, batch_norm)
    net = student.make_vgg(list(config), batch_norm=batch_norm, **settings)
    expected = forward(layers, x)
    handle = fitted(student, probes, net, specs, seed, x, expected)
    return net, handle, layers, forward, x


@vgg
def test_vgg_values(student, probes, rng):
    """Images that are not square, and remainders at the pooling layers."""
    vgg_case(student, probes, rng)
    expect.inputs_kept(student)


@vgg
def test_vgg_values_with_batch_norm(student, probes, rng):
    """Between convolution and ReLU, by running statistics, which move a tenth in training."""
    _, handle, layers, forward, x = vgg_case(student, probes, rng, batch_norm=True)
    forward(layers, x, training=True)
    names = ("running_mean", "running_var")
    moved = [{n: layer[n] for n in names} for layer in layers if "running_var" in layer]
    expect(student.run(probes.statistics, handle, x)).close_to(moved, **LOOSE)


@vgg
def test_vgg_other_lists(student, probes, rng):
    """Pooling first, twice in a row, or never; other channels in."""
    vgg_case(student, probes, rng, config=("M", 3, "M", "M", 4), in_channels=2, size=(60, 59))
    vgg_case(student, probes, rng, config=(5, 2), in_channels=1, size=(9, 8))
    vgg_case(student, probes, rng, config=(4, 4, "M", "M"), num_classes=8, size=(16, 12))


@vgg
def test_vgg_gradients(student, probes, rng):
    """Every weight, and the image."""
    for batch_norm in (False, True):
        _, handle, layers, forward, x = vgg_case(student, probes, rng, batch_norm=batch_norm)
        grad_out = tensor(rng, 2, 3)
        compare_gradients(student, probes, handle, forward, layers, x, grad_out)


@vgg
def test_vgg_drops_in_training_only(student, probes, rng):
    """Half of what the last two layers take in, after the first has summed pairs."""
    net, handle, *_ = vgg_case(student, probes, rng, num_classes=11)
    compare_dropout(student, probes, net, handle, tensor(rng, 60, 3, 5, 4), [0.0, 8.0])


@vgg
def test_vgg_counts(student, probes):
    """The paper's configurations A, D and E, and D with batch norm."""
    one, two, three, four = [64, "M", 128, "M"], [256] * 2, [256] * 3, [256] * 4
    configs = {
        132_863_336: [*one, *two, "M", *[512] * 2, "M", *[512] * 2, "M"],
        138_357_544: [64, *one[:2], 128, *one[2:], *three, "M", *[512] * 3, "M", *[512] * 3, "M"],
        143_667_240: [64, *one[:2], 128, *one[2:], *four, "M", *[512] * 4, "M", *[512] * 4, "M"],
    }
    for count, config in configs.items():
        expect(student.run(probes.count_of, student.make_vgg, config)).equals(count)
    came = student.run(probes.count_of, student.make_vgg, configs[138_357_544], batch_norm=True)
    expect(came).equals(138_365_992)


@vgg
def test_vgg_lists_are_kept_and_networks_independent(student, probes, rng):
    """Two networks from one list share no weights, and the list may be a tuple."""
    vgg_case(student, probes, rng)
    count = student.run(probes.count_of, student.make_vgg, CONFIG, 3, hidden=11)
    expect(count).equals(sum(p.numel() for p in small_vgg_weights(probes)))
    for batch_norm in (False, True):
        args = student.make_vgg, list(CONFIG), 3, batch_norm
        expect(student.run(probes.kept_by, *args, hidden=11)).equals(list(CONFIG))


def small_vgg_weights(probes):
    """All parameters of the small network."""
    layers = probes.draw(vgg_specs(CONFIG, 3, False, 3, 11), 0)
    return [value for layer in layers for value in layer.values()]


@vgg
def test_vgg_refuses_other_entries(student, probes, rng):
    """Neither a positive int nor "M"."""
    vgg_case(student, probes, rng, config=(2,))
    for entry in ("A", 0, -3, 2.5):
        expect.raises(ValueError, student.make_vgg, [4, entry])
