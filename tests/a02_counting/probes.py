"""Networks as plain data, and what builds them beside the submission's code.

A layer is written (kind, positional arguments ..., {keyword arguments}); the dict may be left out.
A Concat is written ("Concat", [branch, ...]), where each branch is a list of layers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

KINDS = (
    *("Conv2d", "LocallyConnected2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "Concat"),
    *("BatchNorm2d", "LocalResponseNorm", "ReLU", "Dropout", "Flatten", "Linear"),
)


def settings(layer: Sequence[Any]) -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword arguments of a layer that is written as data."""
    args = list(layer[1:])
    kwargs = args.pop() if args and isinstance(args[-1], dict) else {}
    return args, kwargs


def build(kinds: dict[str, Callable[..., Any]], layers: Sequence[Sequence[Any]]) -> list[Any]:
    """Layers that are written as data, made by the submission's classes, by kind."""
    built = []
    for layer in layers:
        args, kwargs = settings(layer)
        if layer[0] == "Concat":
            args = [[build(kinds, branch) for branch in args[0]]]
        built.append(kinds[layer[0]](*args, **kwargs))
    return built


# Networks: name -> (input shape, layers).

CONV3 = {"padding": 1}
CIFAR_START = [("Conv2d", 32, 3, CONV3), ("ReLU",), ("MaxPool2d", 2), ("Conv2d", 64, 3, CONV3)]
CIFAR_END = [("ReLU",), ("Dropout",), ("Linear", 10)]


def vgg16() -> list[Any]:
    """VGG-16 of Simonyan and Zisserman 2014, configuration D."""
    layers: list[Any] = []
    for channels, convolutions in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        layers += [("Conv2d", channels, 3, CONV3), ("ReLU",)] * convolutions + [("MaxPool2d", 2)]
    head = [("Linear", 4096), ("ReLU",), ("Dropout",)] * 2
    return [*layers, ("Flatten",), *head, ("Linear", 1000)]


def alexnet(widths: Sequence[int], groups: int, padding: int, norm: bool) -> list[Any]:
    """AlexNet of Krizhevsky et al. 2012 and its later variants."""
    pool, after = ("MaxPool2d", 3, 2), [("LocalResponseNorm",)] * norm
    one, two, three, four, five = widths
    return [
        *[("Conv2d", one, 11, 4, padding), ("ReLU",), *after, pool],
        *[("Conv2d", two, 5, {"padding": 2, "groups": groups}), ("ReLU",), *after, pool],
        *[("Conv2d", three, 3, CONV3), ("ReLU",)],
        *[("Conv2d", four, 3, {"padding": 1, "groups": groups}), ("ReLU",)],
        *[("Conv2d", five, 3, {"padding": 1, "groups": groups}), ("ReLU",), pool],
        *[("Flatten",), ("Dropout",), ("Linear", 4096), ("ReLU",)],
        *[("Dropout",), ("Linear", 4096), ("ReLU",), ("Linear", 1000)],
    ]


def unit(channels: int, kernel: int, stride: int = 1, padding: int = 0) -> list[Any]:
    """Convolution without bias, batch norm and ReLU."""
    settings = {"stride": stride, "padding": padding, "bias": False}
    return [("Conv2d", channels, kernel, settings), ("BatchNorm2d",), ("ReLU",)]


def inception(one: int, three: tuple[int, int], five: tuple[int, int], pool: int) -> Any:
    """Four branches, as in Szegedy et al. 2015; torchvision's third one has 3x3, not 5x5."""
    pooling = ("MaxPool2d", 3, 1, 1, {"ceil_mode": True})
    branches = [
        unit(one, 1),
        [*unit(three[0], 1), *unit(three[1], 3, padding=1)],
        [*unit(five[0], 1), *unit(five[1], 3, padding=1)],
        [pooling, *unit(pool, 1)],
    ]
    return ("Concat", branches)


def googlenet() -> list[Any]:
    """GoogLeNet as in torchvision, without auxiliary heads."""
    pool = ("MaxPool2d", 3, 2, {"ceil_mode": True})
    return [
        *[*unit(64, 7, 2, 3), pool, *unit(64, 1), *unit(192, 3, 1, 1), pool],
        *[inception(64, (96, 128), (16, 32), 32), inception(128, (128, 192), (32, 96), 64), pool],
        *[inception(192, (96, 208), (16, 48), 64), inception(160, (112, 224), (24, 64), 64)],
        *[inception(128, (128, 256), (24, 64), 64), inception(112, (144, 288), (32, 64), 64)],
        *[inception(256, (160, 320), (32, 128), 128), ("MaxPool2d", 2, 2, {"ceil_mode": True})],
        *[inception(256, (160, 320), (32, 128), 128), inception(384, (192, 384), (48, 128), 128)],
        *[("AdaptiveAvgPool2d", 1), ("Flatten",), ("Dropout",), ("Linear", 1000)],
    ]


def densenet121() -> list[Any]:
    """DenseNet-121 of Huang et al. 2017: each layer joins its output to its input."""
    layers = [*unit(64, 7, 2, 3), ("MaxPool2d", 3, 2, 1)]
    channels, ahead = 64, [("BatchNorm2d",), ("ReLU",)]
    for count in (6, 12, 24, 16):
        grown = [*ahead, *unit(128, 1), ("Conv2d", 32, 3, {"padding": 1, "bias": False})]
        layers += [("Concat", [[], grown])] * count
        channels = (channels + 32 * count) // 2
        layers += [*ahead, ("Conv2d", channels, 1, {"bias": False}), ("AvgPool2d", 2)]
    return [*layers[:-2], ("AdaptiveAvgPool2d", 1), ("Flatten",), ("Linear", 1000)]


NETWORKS: dict[str, tuple[tuple[int, ...], list[Any]]] = {
    "lenet5": (
        (1, 32, 32),
        [
            *[("Conv2d", 6, 5), ("AvgPool2d", 2), ("Conv2d", 16, 5), ("AvgPool2d", 2)],
            *[("Flatten",), ("Linear", 120), ("Linear", 84), ("Linear", 10)],
        ],
    ),
    "mnist_same": (
        (1, 28, 28),
        [
            *[("Conv2d", 32, 3, CONV3), ("ReLU",), ("MaxPool2d", 2)],
            *[("Conv2d", 64, 3, CONV3), ("ReLU",), ("MaxPool2d", 2)],
            *[("Flatten",), ("Linear", 128), ("ReLU",), ("Linear", 10)],
        ],
    ),
    "mnist_valid": (
        (1, 28, 28),
        [
            *[("Conv2d", 32, 3), ("ReLU",), ("MaxPool2d", 2)],
            *[("Conv2d", 64, 3), ("ReLU",), ("MaxPool2d", 2), ("Conv2d", 64, 3), ("ReLU",)],
            *[("Flatten",), ("Linear", 64), ("ReLU",), ("Linear", 10)],
        ],
    ),
    "cifar": (
        (3, 32, 32),
        [
            *[*CIFAR_START, ("ReLU",), ("MaxPool2d", 2)],
            *[("Conv2d", 128, 3, CONV3), ("ReLU",), ("MaxPool2d", 2)],
            *[("Flatten",), ("Linear", 512), *CIFAR_END],
        ],
    ),
    "cifar_two_blocks": (
        (3, 32, 32),
        [*CIFAR_START, ("ReLU",), ("MaxPool2d", 2), ("Flatten",), ("Linear", 512), *CIFAR_END],
    ),
    "cifar_batch_norm": (
        (3, 32, 32),
        [
            *[("Conv2d", 32, 3, CONV3), ("BatchNorm2d",), ("ReLU",), ("MaxPool2d", 2)],
            *[("Conv2d", 64, 3, CONV3), ("BatchNorm2d",), ("ReLU",), ("MaxPool2d", 2)],
            *[("Conv2d", 128, 3, CONV3), ("BatchNorm2d",), ("ReLU",), ("AdaptiveAvgPool2d", 4)],
            *[("Flatten",), ("Linear", 256), *CIFAR_END],
        ],
    ),
    "alexnet": ((3, 227, 227), alexnet((96, 256, 384, 384, 256), 1, 0, norm=True)),
    "alexnet_two_groups": ((3, 227, 227), alexnet((96, 256, 384, 384, 256), 2, 0, norm=True)),
    "alexnet_torchvision": ((3, 224, 224), alexnet((64, 192, 384, 256, 256), 1, 2, norm=False)),
    "vgg16": ((3, 224, 224), vgg16()),
    "googlenet": ((3, 224, 224), googlenet()),
    "densenet121": ((3, 224, 224), densenet121()),
}
