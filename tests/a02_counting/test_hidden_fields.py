"""Hidden tests: receptive fields, and tables with errors."""

from __future__ import annotations

import pytest

from autograder.feedback import expect

field = pytest.mark.exercise("receptive_field")
error = pytest.mark.exercise("find_the_error")


def built(student, probes, layers):
    """Layers that are written as data, made by the submission's file."""
    kinds = {kind: getattr(student, kind) for kind in probes.KINDS}
    return student.run(probes.build, kinds, layers)


def pair(rng, low, high):
    """Two Python integers, `high` included."""
    return tuple(int(n) for n in rng.integers(low, high + 1, 2))


def seen(windows, place):
    """First and last pixel that one output sees: go back, window by window, to the input.

    windows: (kernel, stride, padding, dilation) of each layer along one axis.
    """
    first = last = place
    for kernel, stride, padding, dilation in reversed(windows):
        first = first * stride - padding
        last = last * stride - padding + dilation * (kernel - 1)
    return first, last


def expected_field(windows):
    """Size, jump and start from the first two outputs."""
    (first, last), (following, _) = seen(windows, 0), seen(windows, 1)
    return last - first + 1, following - first, (first + last) / 2 + 0.5


def random_windows(rng, count):
    """So many layers, and their windows along both axes."""
    spec, axes = [], ([], [])
    for _ in range(count):
        kernel, stride, padding = pair(rng, 1, 6), pair(rng, 1, 3), pair(rng, 0, 4)
        dilation = (1, 1)
        kind = str(rng.choice(["Conv2d", "LocallyConnected2d", "MaxPool2d", "AvgPool2d"]))
        if kind == "Conv2d":
            dilation = pair(rng, 1, 3)
            spec.append((kind, 4, kernel, stride, padding, dilation))
        elif kind == "LocallyConnected2d":
            spec.append((kind, 4, kernel, stride, padding))
        else:
            spec.append((kind, kernel, stride, padding))
        for axis, windows in enumerate(axes):
            windows.append((kernel[axis], stride[axis], padding[axis], dilation[axis]))
    return spec, axes


@field
def test_fields_of_random_stacks(student, probes, rng):
    """Both axes of stacks in which every setting differs between them."""
    for count in (1, 2, 3, 5, 8):
        spec, axes = random_windows(rng, count)
        layers = built(student, probes, spec)
        for axis in (0, 1):
            expect(student.receptive_field(layers, axis)).close_to(expected_field(axes[axis]))


@field
def test_rows_unless_told(student, probes, rng):
    """Without an axis, the field's height; the axis can be named."""
    spec, axes = random_windows(rng, 4)
    spec, windows = [*spec, ("Conv2d", 4, (2, 9), (1, 4))], [*axes[0], (2, 1, 0, 1)]
    layers = built(student, probes, spec)
    expect(student.receptive_field(layers)).close_to(expected_field(windows))
    windows = [*axes[1], (9, 4, 0, 1)]
    expect(student.receptive_field(layers, axis=1)).close_to(expected_field(windows))


@field
def test_field_of_pooling_without_a_stride(student, probes):
    """The step is the window, per axis; ceil_mode makes no field larger."""
    spec = [("MaxPool2d", (2, 5)), ("Conv2d", 4, 3), ("AvgPool2d", (3, 2), {"ceil_mode": True})]
    layers = built(student, probes, spec)
    expect(student.receptive_field(layers)).close_to((10, 6, 5.0))
    expect(student.receptive_field(layers, 1)).close_to((20, 10, 10.0))


@field
def test_fields_of_alexnet(student, probes):
    """Published sizes of its windows, layer by layer: conv1 to pool5."""
    layers = built(student, probes, probes.NETWORKS["alexnet"][1])
    windows = [i for i, layer in enumerate(probes.NETWORKS["alexnet"][1]) if len(layer) > 1][:8]
    sizes, jumps = (11, 19, 51, 67, 99, 131, 163, 195), (4, 8, 8, 16, 16, 16, 16, 32)
    for i, size, jump in zip(windows, sizes, jumps, strict=True):
        answer = student.receptive_field(layers[: i + 1])
        expect(answer).close_to((size, jump, 5.5 + 4 * {4: 0, 8: 1, 16: 3, 32: 7}[jump]))


@field
def test_fields_of_vgg(student, probes):
    """Published sizes at its five pooling layers."""
    spec = probes.NETWORKS["vgg16"][1]
    layers = built(student, probes, spec)
    pools = [i for i, layer in enumerate(spec) if layer[0] == "MaxPool2d"]
    for i, size, power in zip(pools, (6, 16, 44, 100, 212), (1, 2, 3, 4, 5), strict=True):
        expect(student.receptive_field(layers[: i + 1])).close_to(
            (size, 2**power, 2.0 ** (power - 1))
        )


def bottlenecks(counts, stride_in_3x3):
    """The longest path through a ResNet of bottlenecks, as one chain."""
    chain = [("Conv2d", 64, 7, 2, 3), ("BatchNorm2d",), ("ReLU",), ("MaxPool2d", 3, 2, 1)]
    for stage, count in enumerate(counts):
        for block in range(count):
            stride = 2 if stage and not block else 1
            first, second = (1, stride) if stride_in_3x3 else (stride, 1)
            chain += [("Conv2d", 8, 1, first), ("BatchNorm2d",), ("ReLU",)]
            chain += [("Conv2d", 8, 3, second, 1), ("ReLU",), ("Conv2d", 32, 1), ("ReLU",)]
    return chain


@field
@pytest.mark.parametrize("depth", [50, 101, 152])
def test_fields_of_residual_networks(student, probes, depth):
    """The stride of a stage stands in its first 1x1 or its first 3x3 kernel: not the same."""
    counts, sizes = {
        50: ((3, 4, 6, 3), (483, 427)),
        101: ((3, 4, 23, 3), (1027, 971)),
        152: ((3, 8, 36, 3), (1507, 1451)),
    }[depth]
    for stride_in_3x3, size in zip((False, True), sizes, strict=True):
        layers = built(student, probes, bottlenecks(counts, stride_in_3x3))
        expect(student.receptive_field(layers)).close_to((size, 32, 0.5))


@field
def test_start_may_lie_beyond_the_border(student, probes):
    """Much padding moves the first field off the image."""
    layers = built(student, probes, [("Conv2d", 4, 3, 2, 5), ("Conv2d", 4, (1, 2), 1, (3, 0))])
    expect(student.receptive_field(layers)).close_to((3, 2, -9.5))
    expect(student.receptive_field(layers, 1)).close_to((5, 2, -2.5))


@field
def test_layers_without_windows_change_nothing(student, probes, rng):
    """Wherever they stand; no layers see one pixel."""
    between = [("BatchNorm2d",), ("ReLU",), ("Dropout",), ("LocalResponseNorm",)]
    spec, axes = random_windows(rng, 3)
    spec = [layer for window in spec for layer in (*between, window)] + between
    layers = built(student, probes, spec)
    expect(student.receptive_field(layers)).close_to(expected_field(axes[0]))
    expect(student.receptive_field(layers[:4])).close_to((1, 1, 0.5))
    expect(student.receptive_field([], 1)).close_to((1, 1, 0.5))


@field
def test_large_fields_are_exact(student, probes):
    """A hundred halvings: no float holds the size."""
    layers = built(student, probes, [("Conv2d", 4, 3, 2, 1)] * 100)
    answer = student.receptive_field(layers)
    whole = answer[:2] if isinstance(answer, list | tuple) else answer  # the start is a float
    expect(whole).equals((2**101 - 1, 2**100))


@field
def test_layers_without_a_field(student, probes):
    """First, last or in between."""
    conv = ("Conv2d", 4, 3)
    for layer in (("AdaptiveAvgPool2d", 1), ("Flatten",), ("Linear", 3), ("Concat", [[conv]])):
        for spec in ([layer], [conv, ("ReLU",), layer], [layer, conv]):
            expect.raises(ValueError, student.receptive_field, built(student, probes, spec))


TABLES = {  # name -> (input shape, layers, claims, index of the first wrong one)
    "rounded up after pooling": (
        (64, 28, 28),
        [("Conv2d", 64, 3, 2), ("MaxPool2d", 2)],
        [((64, 14, 14), 36928), ((64, 7, 7), 0)],
        0,
    ),
    "diagram with padding, code without": (
        (1, 28, 28),
        [("Conv2d", 32, 3), ("MaxPool2d", 2), ("Conv2d", 64, 3), ("MaxPool2d", 2), ("Flatten",)],
        [
            *[((32, 26, 26), 320), ((32, 13, 13), 0), ((64, 11, 11), 18496)],
            *[((64, 7, 7), 0), ((3136,), 0)],
        ],
        3,
    ),
    "flattened without the second pooling": (
        (3, 32, 32),
        [("Conv2d", 64, 3, 1, 1), ("MaxPool2d", 2), ("MaxPool2d", 2), ("Flatten",), ("Linear", 9)],
        [((64, 32, 32), 1792), ((64, 16, 16), 0), ((64, 8, 8), 0), ((4096,), 0), ((9,), 18441)],
        4,
    ),
    "three blocks without padding": (
        (3, 32, 32),
        [("Conv2d", 32, 3, 1, 1), ("BatchNorm2d",), ("ReLU",), ("MaxPool2d", 2)],
        [((32, 30, 30), 896), ((32, 30, 30), 64), ((32, 30, 30), 0), ((32, 15, 15), 0)],
        0,
    ),
    "a power of ten too few": (
        (3, 224, 224),
        [("Flatten",), ("Linear", 224 * 224 * 64, {"bias": False})],
        [((150528,), 0), ((3211264,), 48338514739)],
        1,
    ),
    "weights that grow with the image": (
        (3, 6, 8),
        [("ReLU",), ("Conv2d", 5, 3, 1, 1, {"bias": False})],
        [((3, 6, 8), 0), ((5, 6, 8), 6480)],
        1,
    ),
    "statistics counted as parameters": (
        (3, 6, 8),
        [("Conv2d", 5, 1), ("ReLU",), ("BatchNorm2d",), ("BatchNorm2d",)],
        [((5, 6, 8), 20), ((5, 6, 8), 0), ((5, 6, 8), 10), ((5, 6, 8), 20)],
        3,
    ),
}


@error
def test_tables_that_were_printed(student, probes):
    """Errors of the kind that tutorials make."""
    for shape, spec, claims, expected in TABLES.values():
        answer = student.find_the_error(built(student, probes, spec), shape, claims)
        expect(answer).equals(expected)


STACK = [
    *[("Conv2d", 6, 3), ("BatchNorm2d",), ("ReLU",), ("MaxPool2d", (2, 3)), ("Dropout",)],
    *[("Concat", [[("Conv2d", 4, 1)], [("Conv2d", 2, 3, 1, 1, {"groups": 2})], []])],
    *[("LocallyConnected2d", 3, 2), ("AdaptiveAvgPool2d", (2, 3)), ("Flatten",), ("Linear", 5)],
]
SHAPE = (2, 12, 17)
TRUE = [
    *[((6, 10, 15), 114), ((6, 10, 15), 12), ((6, 10, 15), 0), ((6, 5, 5), 0), ((6, 5, 5), 0)],
    *[((12, 5, 5), 84), ((3, 4, 4), 2352), ((3, 2, 3), 0), ((18,), 0), ((5,), 95)],
]


def spoilt(claim, rng):
    """One wrong number in a claim: in the count or in one place of the shape."""
    shape, params = list(claim[0]), claim[1]
    place, by = int(rng.integers(-1, len(shape))), int(rng.choice([-1, 1, 7]))
    if place < 0:
        return tuple(shape), params + by
    shape[place] += by
    return tuple(shape), params


@error
def test_one_error_anywhere(student, probes, rng):
    """Every layer in turn has one number wrong, and all others are right."""
    layers = built(student, probes, STACK)
    expect(student.find_the_error(layers, SHAPE, TRUE)).equals(None)
    for i in range(len(STACK)):
        claims = [spoilt(claim, rng) if i == j else claim for j, claim in enumerate(TRUE)]
        expect(student.find_the_error(layers, SHAPE, claims)).equals(i)


@error
def test_only_the_first_error_counts(student, probes, rng):
    """All claims from some layer on are wrong."""
    layers = built(student, probes, STACK)
    for i in (0, 3, 5, 8):
        claims = [claim if j < i else spoilt(claim, rng) for j, claim in enumerate(TRUE)]
        expect(student.find_the_error(layers, SHAPE, claims)).equals(i)


@error
def test_counts_and_shapes_are_both_checked(student, probes):
    """A wrong count comes before a wrong shape, and the other way round."""
    layers = built(student, probes, [("Conv2d", 4, 3), ("Conv2d", 4, 3)])
    right = [((4, 3, 5), 76), ((4, 1, 3), 148)]
    wrong_count, wrong_channels, wrong_size = ((4, 3, 5), 72), ((5, 3, 5), 76), ((4, 5, 3), 76)
    for first in (wrong_count, wrong_channels, wrong_size):
        expect(student.find_the_error(layers, (2, 5, 7), [first, right[1]])).equals(0)
    expect(student.find_the_error(layers, (2, 5, 7), [right[0], ((4, 1, 3), 144)])).equals(1)
    expect(student.find_the_error(layers, (2, 5, 7), [right[0], ((4, 3, 1), 148)])).equals(1)
    expect(student.find_the_error(layers, (2, 5, 7), right)).equals(None)


@error
def test_shapes_that_hold_as_many_values(student, probes):
    """Flattened or not, and with axes exchanged, is not the same."""
    layers = built(student, probes, [("ReLU",), ("Flatten",)])
    for i, shape in ((0, (2, 4, 3)), (0, (24,)), (0, (3, 4, 2)), (1, (2, 3, 4)), (1, (24, 1))):
        claims = [((2, 3, 4), 0), ((24,), 0)]
        claims[i] = (shape, 0)
        expect(student.find_the_error(layers, (2, 3, 4), claims)).equals(i)


@error
def test_claims_in_any_sequence(student, probes):
    """Lists instead of tuples; an empty table of no layers is right."""
    layers = built(student, probes, STACK)
    claims = [[list(shape), params] for shape, params in TRUE]
    expect(student.find_the_error(layers, list(SHAPE), tuple(claims))).equals(None)
    claims[6] = [[3, 4, 4], 2353]
    expect(student.find_the_error(layers, SHAPE, claims)).equals(6)
    expect(student.find_the_error([], SHAPE, [])).equals(None)


@error
def test_tables_that_do_not_belong(student, probes):
    """Too few or too many rows, and networks that cannot be."""
    layers = built(student, probes, STACK)
    expect.raises(ValueError, student.find_the_error, layers, SHAPE, TRUE[:-1])
    expect.raises(ValueError, student.find_the_error, layers, SHAPE, [*TRUE, ((5,), 0)])
    expect.raises(ValueError, student.find_the_error, layers, SHAPE, [])
    layers = built(student, probes, [("ReLU",), ("Linear", 3)])
    for first in (((2, 3, 4), 0), ((9, 9, 9), 0)):
        claims = [first, ((3,), 15)]
        expect.raises(ValueError, student.find_the_error, layers, (2, 3, 4), claims)


@error
def test_rows_are_counted_first(student, probes):
    """A wrong claim does not excuse a missing row, nor one too many."""
    layers = built(student, probes, STACK)
    for first in (((9, 9, 9), TRUE[0][1]), (TRUE[0][0], -1)):
        for rows in (TRUE[1:-1], [*TRUE[1:], ((5,), 0)], []):
            expect.raises(ValueError, student.find_the_error, layers, SHAPE, [first, *rows])


@error
def test_long_tables(student, probes):
    """A table may have some hundred rows."""
    layers = built(student, probes, [("ReLU",)] * 260)
    claims = [((2, 3, 4), 0)] * 260
    expect(student.find_the_error(layers, (2, 3, 4), claims)).equals(None)
    claims[258] = ((2, 3, 4), 1)
    expect(student.find_the_error(layers, (2, 3, 4), claims)).equals(258)
