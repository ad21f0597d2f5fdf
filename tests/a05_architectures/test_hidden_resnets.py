"""Hidden tests: residual networks, against torchvision and against formulas."""

from __future__ import annotations

import itertools

import pytest
import torch
import torch.nn.functional as F
import torchvision

from autograder.feedback import expect

resnet = pytest.mark.exercise("make_resnet")
cifar = pytest.mark.exercise("CifarResNet")

# Results pass a hundred layers, in an order of summation of the library's choice.
LOOSE = {"rtol": 1e-7, "atol": 1e-8}
# In float32 that moves the logits of 50 layers, which are around 10,000, by about 0.01.
SINGLE = {"rtol": 0, "atol": 1.0}
COUNTS = {18: 11_689_512, 34: 21_797_672, 50: 25_557_032, 101: 44_549_160, 152: 60_192_808}


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


def tolerance(expected):
    """By the precision of what is expected."""
    return LOOSE if expected.dtype == torch.float64 else SINGLE


def agrees(came, expected):
    """Whether a result is as expected."""
    if not isinstance(came, torch.Tensor) or came.shape != expected.shape:
        return False
    return came.dtype == expected.dtype and torch.allclose(came, expected, **tolerance(expected))


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
    expect(first).close_to(expected, **tolerance(expected))
    return None


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


def is_projection(name):
    """Of torchvision's names."""
    return "downsample" in name


def theirs(probes, depth, num_classes, seed, dtype):
    """torchvision's network with drawn weights; its layers' specs; the orders to try."""
    with torch.device("meta"):
        net = getattr(torchvision.models, f"resnet{depth}")(num_classes=num_classes)
    net.to(dtype).to_empty(device="cpu").eval()
    kinds = (torch.nn.Conv2d, torch.nn.BatchNorm2d, torch.nn.Linear)
    named = [(name, layer) for name, layer in net.named_modules() if isinstance(layer, kinds)]
    specs = [
        (
            "norm" if isinstance(layer, torch.nn.BatchNorm2d) else "map",
            tuple(layer.weight.shape),
            layer.bias is not None,
        )
        for _, layer in named
    ]
    with torch.no_grad():
        for (_, layer), weights in zip(named, probes.draw(specs, seed, dtype), strict=True):
            for name, value in weights.items():
                getattr(layer, name).copy_(value)
    return net, specs, orders([name for name, _ in named])


def orders(names):
    """Ranks of the layers with each block's projection last, as torchvision has it, and first."""
    ranks = list(range(len(names)))

    def early(rank):
        block = names[rank].split(".downsample")[0] if is_projection(names[rank]) else None
        first = next((i for i, name in enumerate(names) if block and name.startswith(block)), rank)
        return (first, 0 if is_projection(names[rank]) else 1, rank)

    return [ranks, sorted(ranks, key=early)]


def resnet_case(student, probes, rng, depth, size, num_classes, dtype=torch.float64):
    """A network with torchvision's weights, and torchvision's network."""
    seed, x = int(rng.integers(2**31)), tensor(rng, *size).to(dtype)
    net, specs, ranks = theirs(probes, depth, num_classes, seed, dtype)
    with torch.no_grad():
        expected = net(x)
    mine = student.make_resnet(depth, num_classes)
    handle = fitted(student, probes, mine, specs, seed, x, expected, ranks)
    return mine, handle, net, x


@resnet
def test_resnet_counts(student, probes):
    """All five depths have torchvision's numbers of parameters."""
    for depth, count in COUNTS.items():
        expect(student.run(probes.count_of, student.make_resnet, depth)).equals(count)
    expect(student.run(probes.count_of, student.make_resnet, 18, 10)).equals(11_181_642)
    expect(student.run(probes.count_of, student.make_resnet, 50, num_classes=7)).equals(23_522_375)


@resnet
def test_resnet18_values(student, probes, rng):
    """torchvision's weights give torchvision's logits, and its gradients of image and weights."""
    _, handle, net, x = resnet_case(student, probes, rng, 18, (2, 3, 65, 42), num_classes=20)
    expect.inputs_kept(student)
    grad_out, leaf = tensor(rng, 2, 20), x.clone().requires_grad_()
    net(leaf).backward(grad_out)
    came_x, came = student.run(probes.gradient_sizes, handle, x, grad_out)
    expect(came_x).close_to(leaf.grad, **LOOSE)
    layers = [dict(layer.named_parameters(recurse=False)) for layer in net.modules()]
    sizes = [{name: p.grad.norm() for name, p in layer.items()} for layer in layers if layer]
    expect(came).close_to(sizes, **LOOSE)


@resnet
def test_resnet18_in_training(student, probes, rng):
    """Batch statistics everywhere, then every running statistic a tenth on its way."""
    mine, handle, net, _ = resnet_case(student, probes, rng, 18, (1, 3, 33, 40), num_classes=5)
    x = tensor(rng, 3, 3, 65, 38)
    mine.train()
    net.train()
    with torch.no_grad():
        expected = net(x)
    expect(mine(x)).close_to(expected, **LOOSE)
    norms = [layer for layer in net.modules() if isinstance(layer, torch.nn.BatchNorm2d)]
    moved = [{n: getattr(m, n) for n in ("running_mean", "running_var")} for m in norms]
    expect(student.run(probes.statistics, handle)).close_to(moved, **LOOSE)


@resnet
def test_resnet50_values(student, probes, rng):
    """The same logits for bottlenecks, in single precision."""
    resnet_case(student, probes, rng, 50, (1, 3, 40, 67), 20, torch.float32)


@resnet
def test_resnet_refuses_other_depths(student, probes):
    """Depths that have no plan."""
    expect(student.run(probes.count_of, student.make_resnet, 34, 1)).equals(21_285_185)
    for depth in (20, 0, 1000):
        expect.raises(ValueError, student.make_resnet, depth)


def cifar_specs(n, num_classes):
    """Weights of the network of 6n + 2 layers."""
    sizes = [3, 16] + [16] * (2 * n) + [32] * (2 * n) + [64] * (2 * n)
    specs = []
    for before, after in itertools.pairwise(sizes):
        specs += [("map", (after, before, 3, 3), False), ("norm", (after,), True)]
    return [*specs, ("map", (num_classes, 64), True)]


def cifar_forward(layers, x, training=False):
    """The network by formula; option A by an assignment into zeros."""
    *body, head = layers
    pairs = list(zip(body[::2], body[1::2], strict=True))

    def step(x, pair, stride=1):
        return norm(F.conv2d(x, pair[0]["weight"], None, stride, 1), pair[1], training)

    x = step(x, pairs[0]).relu()
    for first, second in zip(pairs[1::2], pairs[2::2], strict=True):
        grown = len(first[0]["weight"]) // x.shape[1]
        branch = step(step(x, first, grown).relu(), second)
        shortcut = torch.zeros_like(branch)
        shortcut[:, : x.shape[1]] = x[:, :, ::grown, ::grown]
        x = (branch + shortcut).relu()
    return x.mean((2, 3)) @ head["weight"].T + head["bias"]


def cifar_case(student, probes, rng, n=1, num_classes=10, size=(2, 3, 13, 10)):
    """A network with known weights."""
    seed, x = int(rng.integers(2**31)), tensor(rng, *size)
    specs = cifar_specs(n, num_classes)
    layers = probes.draw(specs, seed)
    net = student.CifarResNet(n) if num_classes == 10 else student.CifarResNet(n, num_classes)
    handle = fitted(student, probes, net, specs, seed, x, cifar_forward(layers, x))
    return net, handle, layers, x


@cifar
def test_cifar_values_of_eight_layers(student, probes, rng):
    """Odd sizes, images that are not square."""
    cifar_case(student, probes, rng)
    expect.inputs_kept(student)


@cifar
def test_cifar_values_of_twenty_layers(student, probes, rng):
    """n = 3 on the data set's size; another number of classes."""
    cifar_case(student, probes, rng, 3, 4, (1, 3, 32, 32))


@cifar
def test_cifar_values_of_other_depths(student, probes, rng):
    """Every n is a network."""
    cifar_case(student, probes, rng, 2, 5, (1, 3, 9, 16))
    cifar_case(student, probes, rng, 4, 10, (1, 3, 8, 7))


@cifar
def test_cifar_counts(student, probes):
    """Depths 20, 32, 56 and 110."""
    for n, count in ((3, 269_722), (5, 464_154), (9, 853_018), (18, 1_727_962)):
        expect(student.run(probes.count_of, student.CifarResNet, n)).equals(count)
    expect(student.run(probes.count_of, student.CifarResNet, n=1, num_classes=100)).equals(81_140)


@cifar
def test_cifar_in_training(student, probes, rng):
    """Batch statistics, and running statistics that move by a tenth."""
    net, handle, layers, _ = cifar_case(student, probes, rng)
    x = tensor(rng, 3, 3, 17, 14)
    net.train()
    expect(net(x)).close_to(cifar_forward(layers, x, training=True), **LOOSE)
    moved = [
        {n: layer[n] for n in ("running_mean", "running_var")}
        for layer in layers
        if "running_mean" in layer
    ]
    expect(student.run(probes.statistics, handle)).close_to(moved, **LOOSE)


@cifar
def test_cifar_gradients(student, probes, rng):
    """Every weight, in training mode."""
    net, handle, layers, _ = cifar_case(student, probes, rng)
    net.train()
    x, grad_out = tensor(rng, 3, 3, 12, 15), tensor(rng, 3, 10)

    def forward(layers, x):
        return cifar_forward(layers, x, training=True)

    compare_gradients(student, probes, handle, forward, layers, x, grad_out)


@cifar
def test_cifar_single_precision(student, probes, rng):
    """float32 stays."""
    x = tensor(rng, 2, 3, 32, 32).float()
    came = student.run(probes.shape_and_dtype, student.CifarResNet(1), x)
    expect(came).equals(((2, 10), "torch.float32"))
