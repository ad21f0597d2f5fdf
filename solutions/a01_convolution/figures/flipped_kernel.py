"""An impulse tells cross-correlation and true convolution apart."""

from __future__ import annotations

import numpy as np

from autograder.publish.figure import BLUE, ORANGE, Figure

KERNEL = np.arange(1, 7).reshape(2, 3)


def slide(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Sums of products of the kernel with every window."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))


def draw() -> str:
    """The figure as SVG."""
    height, width = KERNEL.shape
    impulse = np.zeros((2 * height - 1, 2 * width - 1), int)
    impulse[height - 1, width - 1] = 1
    as_is, flipped = slide(impulse, KERNEL), slide(impulse, KERNEL[::-1, ::-1])
    figure = Figure(
        "What an impulse becomes",
        f"The kernel is {KERNEL.tolist()}. Slid as it is over an image with a single 1, it gives "
        f"{as_is.tolist()}, itself turned by half a turn. A true convolution turns it first, and "
        f"gives {flipped.tolist()}, the kernel itself.",
    )
    image = figure.grid((0, 22), impulse, label="image: one impulse", fill={(1, 2): ORANGE})
    upper = figure.grid((252, -22), KERNEL, label="kernel", fill={(0, 0): BLUE})
    lower = figure.grid((252, 108), KERNEL[::-1, ::-1], label="kernel, turned", fill={(1, 2): BLUE})
    for kernel, out, name in ((upper, as_is, "cross-correlation"), (lower, flipped, "convolution")):
        row, column = np.argwhere(out == KERNEL[0, 0])[0]
        result = figure.grid((440, kernel.y), out, label=name, fill={(row, column): BLUE})
        figure.arrow((kernel.right[0] + 12, kernel.right[1]), (result.x - 12, result.left[1]))
        y = image.left[1]
        figure.arrow((image.right[0] + 12, y), (kernel.x - 12, kernel.left[1]))
    return figure.svg()
