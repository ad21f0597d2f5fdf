"""Hidden tests: shapes and counts of stacks, against torch modules of the same description."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from autograder.feedback import expect

shapes = pytest.mark.exercise("trace_shapes")
count = pytest.mark.exercise("count_params")

COUNTS = {  # published, or added up by others
    "lenet5": 61706,
    "mnist_same": 421642,
    "mnist_valid": 93322,
    "cifar": 1147466,
    "cifar_two_blocks": 2122186,
    "cifar_batch_norm": 620810,
    "alexnet": 62378344,
    "alexnet_two_groups": 60965224,
    "alexnet_torchvision": 61100840,
    "vgg16": 138357544,
    "googlenet": 6624904,
    "densenet121": 7978856,
}

FAMILIES = {
    "small": [name for name in COUNTS if name.startswith(("lenet", "mnist", "cifar"))],
    "alexnet": [name for name in COUNTS if name.startswith("alexnet")],
    "vgg": ["vgg16"],
    "branches": ["googlenet", "densenet121"],
}


class Branches(nn.Module):
    """torch's side of Concat."""

    def __init__(self, branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], dim=1)


def module(probes, layer, shape):
    """Make torch's layer for an input shape; it holds no memory."""
    args, kwargs = probes.settings(layer)
    if layer[0] == "Concat":
        return Branches(nn.Sequential(*modules(probes, branch, shape)[0]) for branch in args[0])
    if layer[0] == "LocalResponseNorm":
        return nn.LocalResponseNorm(5)
    if layer[0] in ("Conv2d", "Linear", "BatchNorm2d"):
        return getattr(nn, layer[0])(shape[0], *args, **kwargs, device="meta")
    return getattr(nn, layer[0])(*args, **kwargs)


def modules(probes, layers, shape):
    """torch's layers for a stack, and the shapes of what leaves them."""
    made, found = [], []
    x = torch.zeros(1, *shape, device="meta")
    for layer in layers:
        made.append(module(probes, layer, tuple(x.shape[1:])).eval())
        x = made[-1](x)
        found.append(tuple(x.shape[1:]))
    return made, found


def built(student, probes, layers):
    """The same stack, made by the submission's file."""
    kinds = {kind: getattr(student, kind) for kind in probes.KINDS}
    return student.run(probes.build, kinds, layers)


def compare_shapes(student, probes, layers, shape):
    """Every shape of a stack is torch's."""
    expected = modules(probes, layers, shape)[1]
    expect(student.trace_shapes(built(student, probes, layers), shape)).equals(expected)


def pair(rng, low, high):
    """Two Python integers, `high` included."""
    return tuple(int(n) for n in rng.integers(low, high + 1, 2))


@shapes
def test_shapes_of_convolutions(student, probes, rng):
    """Every setting differs between rows and columns; remainders are left over."""
    for _ in range(15):
        kernel, dilation = pair(rng, 1, 5), pair(rng, 1, 3)
        layer = ("Conv2d", 6, kernel, pair(rng, 1, 4), pair(rng, 0, 4), dilation, 3)
        compare_shapes(student, probes, [layer], (9, *pair(rng, 13, 40)))


@shapes
def test_shapes_of_pooling(student, probes, rng):
    """Maxima and averages, with a stride of their own or none, and padding."""
    for _ in range(10):
        kernel = pair(rng, 2, 5)
        padding = tuple(int(rng.integers(0, k // 2 + 1)) for k in kernel)
        for kind in ("MaxPool2d", "AvgPool2d"):
            for stride in (None, pair(rng, 1, 6)):
                layer = (kind, kernel, stride, padding)
                compare_shapes(student, probes, [layer], (3, *pair(rng, 5, 30)))


@shapes
def test_shapes_in_ceil_mode(student, probes, rng):
    """A window that hangs over counts, unless it begins on the padding."""
    fixed = [((2, 2), (2, 2), (1, 1)), ((3, 2), (2, 4), (1, 1)), ((3, 3), None, (1, 0))]
    drawn = [(pair(rng, 2, 4), pair(rng, 2, 6), pair(rng, 0, 1)) for _ in range(8)]
    for settings in fixed + drawn:
        for kind in ("MaxPool2d", "AvgPool2d"):
            layers = [(kind, *settings, {"ceil_mode": True})]
            for size in ((7, 8), (9, 10), pair(rng, 5, 30)):
                compare_shapes(student, probes, layers, (3, *size))


@shapes
def test_pooling_windows_need_not_be_square(student, probes):
    """Without a stride, rows step by the window's rows and columns by its columns."""
    for kind in ("MaxPool2d", "AvgPool2d"):
        compare_shapes(student, probes, [(kind, (2, 5)), (kind, (4, 1))], (3, 17, 29))


@shapes
def test_shapes_of_locally_connected_layers(student, probes, rng):
    """They slide like a convolution."""
    for _ in range(5):
        settings = (4, pair(rng, 1, 5), pair(rng, 1, 4), pair(rng, 0, 3))
        size = (2, *pair(rng, 6, 20))
        expected = modules(probes, [("Conv2d", *settings)], size)[1]
        layers = built(student, probes, [("LocallyConnected2d", *settings)])
        expect(student.trace_shapes(layers, size)).equals(expected)


@shapes
def test_adaptive_pooling_gives_what_is_asked_for(student, probes):
    """Also where the image is smaller than that."""
    layers = [("AdaptiveAvgPool2d", 7), ("AdaptiveAvgPool2d", (9, 2)), ("Flatten",)]
    compare_shapes(student, probes, layers, (5, 4, 31))


@shapes
@pytest.mark.parametrize("family", FAMILIES)
def test_shapes_of_known_networks(student, probes, family):
    """Every layer of networks that torch can build, too."""
    for name in FAMILIES[family]:
        shape, layers = probes.NETWORKS[name]
        compare_shapes(student, probes, layers, shape)


@shapes
def test_networks_on_other_sizes(student, probes, rng):
    """Convolutions follow the image's height and width."""
    height, width = (32 * n + 13 for n in pair(rng, 3, 6))
    for name in ("vgg16", "googlenet", "alexnet_torchvision"):
        layers = probes.NETWORKS[name][1][:14]
        compare_shapes(student, probes, layers, (3, height, width))
        compare_shapes(student, probes, layers, (3, width, height))


@shapes
def test_branches_within_branches(student, probes):
    """A branch may hold a Concat; one branch alone is allowed; an empty one hands its input on."""
    inner = ("Concat", [[("Conv2d", 2, 1)], [], [("Conv2d", 3, 3, 1, 1), ("ReLU",)]])
    layers = [("Concat", [[inner, ("Conv2d", 7, 1)], [inner], []]), ("Conv2d", 4, 2, 3)]
    compare_shapes(student, probes, layers, (5, 8, 11))
    layers = [("Concat", [[("MaxPool2d", 2)]]), ("Concat", [[("Conv2d", 6, (1, 2))]])]
    compare_shapes(student, probes, layers, (5, 8, 11))


@shapes
def test_stacks_of_features(student, probes):
    """Linear, Flatten, ReLU and Dropout also take (features,); no layers give no shapes."""
    layers = [("Flatten",), ("Linear", 7), ("ReLU",), ("Dropout",), ("Flatten",), ("Linear", 3)]
    compare_shapes(student, probes, layers, (20,))
    expect(student.trace_shapes([], (3, 4, 5))).equals([])


@shapes
def test_input_shape_in_any_sequence(student, probes):
    """A list is as good as a tuple, and so are other sequences of layers."""
    layers = built(student, probes, [("ReLU",), ("Conv2d", 4, 3), ("Flatten",)])
    expected = [(2, 6, 7), (4, 4, 5), (80,)]
    expect(student.trace_shapes(layers, [2, 6, 7])).equals(expected)
    expect(student.trace_shapes(tuple(layers), (2, 6, 7))).equals(expected)
    expect(student.trace_shapes(layers, (2, 6, 7))).equals(expected)


@shapes
def test_sizes_are_exact(student, probes):
    """No float holds these."""
    size = 10**17 + 4
    spec = [("Conv2d", 2, 2, (1, 3), 1), ("MaxPool2d", 2, (1, 3)), ("Flatten",)]
    layers = built(student, probes, spec)
    one = (2, size + 1, size // 3 + 1)
    two = (2, size, (size // 3 - 1) // 3 + 1)
    expected = [one, two, (math.prod(two),)]
    expect(student.trace_shapes(layers, (5, size, size))).equals(expected)
    layers = built(student, probes, [("AvgPool2d", 2, 3, {"ceil_mode": True})])
    places = -(-(size - 2) // 3) + 1
    expect(student.trace_shapes(layers, (5, size, size))).equals([(5, places, places)])


def refuses(student, probes, name, shape, *refused):
    """A call with each stack must raise; torch refuses them, too, or says nothing of them."""
    for spec in refused:
        layers = built(student, probes, spec)
        expect.raises(ValueError, getattr(student, name), layers, shape)


@shapes
def test_windows_that_do_not_fit(student, probes):
    """Along one axis alone, by dilation, in the middle of a stack, or inside a branch."""
    compare_shapes(student, probes, [("Conv2d", 4, (6, 3), 1, (1, 0))], (2, 4, 9))
    refuses(
        *(student, probes, "trace_shapes", (2, 4, 9)),
        [("Conv2d", 4, (5, 3))],
        [("Conv2d", 4, (3, 10))],
        [("Conv2d", 4, (7, 3), 1, 1)],
        [("Conv2d", 4, (7, 3), 5, 1)],
        [("Conv2d", 4, 3, {"dilation": 2})],
        [("MaxPool2d", 5, 9)],
        [("AvgPool2d", (2, 10), 1)],
        [("LocallyConnected2d", 4, 5)],
        [("Conv2d", 4, 3), ("ReLU",), ("Conv2d", 4, 3)],
        [("Concat", [[("Conv2d", 4, 1)], [("MaxPool2d", 5)]])],
    )


@shapes
def test_groups_that_do_not_divide(student, probes):
    """Neither the channels that come, nor those that go, may leave a remainder."""
    compare_shapes(student, probes, [("Conv2d", 9, 1, {"groups": 3})], (6, 4, 9))
    refuses(
        *(student, probes, "trace_shapes", (6, 4, 9)),
        [("Conv2d", 8, 1, {"groups": 3})],
        [("Conv2d", 8, 1, {"groups": 4})],
        [("Conv2d", 12, 1, {"groups": 12})],
        [("Concat", [[], [("Conv2d", 2, 1)]]), ("Conv2d", 9, 1, {"groups": 3})],
    )


@shapes
def test_layers_that_need_an_image(student, probes):
    """Only Linear, Flatten, ReLU and Dropout take features."""
    for layer in (
        ("Conv2d", 4, 1),
        ("LocallyConnected2d", 4, 1),
        ("MaxPool2d", 1),
        ("AvgPool2d", 1),
        ("AdaptiveAvgPool2d", 1),
        ("BatchNorm2d",),
        ("LocalResponseNorm",),
    ):
        refuses(student, probes, "trace_shapes", (2, 3, 4), [("Flatten",), layer])


@shapes
def test_linear_needs_features(student, probes):
    """Even if the image has one pixel, or as many columns as features are wanted."""
    compare_shapes(student, probes, [("Flatten",), ("Linear", 4)], (5, 1, 1))
    refuses(student, probes, "trace_shapes", (5, 1, 1), [("Linear", 4)])
    spec = [("Conv2d", 3, 1), ("AdaptiveAvgPool2d", 1), ("Linear", 4)]
    refuses(student, probes, "trace_shapes", (5, 6, 7), spec)


@shapes
def test_branches_of_different_size(student, probes):
    """Rows and columns must agree; channels need not."""
    one = [("Conv2d", 4, 1)]
    compare_shapes(student, probes, [("Concat", [one, [("Conv2d", 2, 3, 1, 1)]])], (3, 6, 7))
    refuses(
        *(student, probes, "trace_shapes", (3, 6, 7)),
        [("Concat", [one, [("Conv2d", 4, 3)]])],
        [("Concat", [one, [("Conv2d", 4, (1, 3))]])],
        [("Concat", [one, [("Conv2d", 4, (3, 1))]])],
        [("Concat", [one, one, [("AdaptiveAvgPool2d", (7, 6))]])],
    )


@count
@pytest.mark.parametrize("family", FAMILIES)
def test_counts_of_known_networks(student, probes, family):
    """Published numbers of parameters."""
    for name in FAMILIES[family]:
        shape, layers = probes.NETWORKS[name]
        expect(student.count_params(built(student, probes, layers), shape)).equals(COUNTS[name])


@count
def test_counts_of_random_stacks(student, probes, rng):
    """Against the parameters of torch's layers, with every setting drawn at random."""
    for _ in range(8):
        groups, width = pair(rng, 1, 4)
        spec = [
            ("Conv2d", 3 * groups, pair(rng, 1, 4), {"bias": bool(rng.integers(2))}),
            ("BatchNorm2d",),
            ("MaxPool2d", pair(rng, 2, 3), {"ceil_mode": bool(rng.integers(2))}),
            ("Conv2d", 2 * groups, pair(rng, 1, 3), pair(rng, 1, 2), 1, 1, groups),
            ("Concat", [[("Conv2d", width, 1, {"bias": False})], [("BatchNorm2d",)]]),
            *[("AvgPool2d", 2, 1), ("Flatten",), ("Linear", 9, False), ("ReLU",), ("Linear", 4)],
        ]
        shape = (width, *pair(rng, 12, 24))
        made, _ = modules(probes, spec, shape)
        expected = sum(p.numel() for layer in made for p in layer.parameters())
        expect(student.count_params(built(student, probes, spec), shape)).equals(expected)


@count
def test_locally_connected_layers_count_every_place(student, probes, rng):
    """Places follow from stride and padding, per axis; the bias can be left out."""
    for bias in (True, False, True):
        kernel, stride, padding = pair(rng, 1, 4), pair(rng, 1, 3), pair(rng, 0, 2)
        shape = (int(rng.integers(1, 5)), *pair(rng, 6, 15))
        like = [("Conv2d", 3, kernel, stride, padding, {"bias": bias})]
        made, found = modules(probes, like, shape)
        places = found[0][1] * found[0][2]
        expected = places * sum(p.numel() for p in made[0].parameters())
        spec = [("ReLU",), ("LocallyConnected2d", 3, kernel, stride, padding, bias)]
        expect(student.count_params(built(student, probes, spec), shape)).equals(expected)


@count
def test_counts_of_nested_branches(student, probes):
    """Layers of a branch in a branch count, and what follows sees all channels."""
    inner = ("Concat", [[("Conv2d", 2, 1)], [], [("Conv2d", 3, 3, 1, 1), ("BatchNorm2d",)]])
    spec = [("Concat", [[inner, ("Conv2d", 7, 1)], [inner], []]), ("BatchNorm2d",)]
    spec += [("Conv2d", 4, 2), ("Flatten",), ("Linear", 2)]
    made, _ = modules(probes, spec, (5, 8, 11))
    expected = sum(p.numel() for layer in made for p in layer.parameters())
    expect(student.count_params(built(student, probes, spec), (5, 8, 11))).equals(expected)


@count
def test_layers_share_no_parameters(student, probes):
    """One description that stands twice is two layers; asking twice gives the same."""
    layers = built(student, probes, [("Linear", 6), ("ReLU",)])
    expect(student.count_params([*layers, *layers], (6,))).equals(84)
    expect(student.count_params(layers, [6])).equals(42)
    expect(student.count_params(tuple(layers) * 3, (6,))).equals(126)
    expect(student.count_params(layers, (6,))).equals(42)


@count
def test_stacks_that_learn_nothing(student, probes):
    """No layers, and layers without parameters."""
    expect(student.count_params([], (3, 4, 5))).equals(0)
    spec = [("ReLU",), ("Concat", [[], [("MaxPool2d", 1)]]), ("Flatten",), ("Dropout",)]
    expect(student.count_params(built(student, probes, spec), (3, 4, 5))).equals(0)


@count
def test_counts_of_stacks_are_exact(student, probes):
    """No float holds this."""
    huge = 10**11 + 9
    spec = [("Conv2d", huge, 1), ("BatchNorm2d",), ("Flatten",), ("Linear", huge)]
    expected = huge * (3 + 1) + 2 * huge + huge * (huge * huge * 2 + 1)
    layers = built(student, probes, spec)
    expect(student.count_params(layers, (3, 2, huge))).equals(expected)


@count
def test_stacks_that_cannot_be_counted(student, probes):
    """Where there are no shapes, there are no counts."""
    refuses(
        *(student, probes, "count_params", (6, 8, 9)),
        [("Linear", 4)],
        [("Flatten",), ("Conv2d", 4, 1)],
        [("Flatten",), ("BatchNorm2d",)],
        [("Conv2d", 4, 1), ("MaxPool2d", 10)],
        [("Conv2d", 4, 1), ("Conv2d", 4, 9)],
        [("Conv2d", 8, 1, {"groups": 3})],
        [("Concat", [[("Conv2d", 4, 1)], [("Conv2d", 4, 3)]])],
    )
