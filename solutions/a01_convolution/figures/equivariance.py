"""Shift, then convolve = convolve, then shift: except at the border."""

from __future__ import annotations

import numpy as np

from autograder.publish.figure import BLUE, GREEN, ORANGE, Figure

SHIFT = 2


def blur(line: np.ndarray) -> np.ndarray:
    """Cross-correlation with 1, 2, 3 inside one zero on either side."""
    padded = np.pad(line, 1)
    return padded[:-2] + 2 * padded[1:-1] + 3 * padded[2:]


def shift(line: np.ndarray) -> np.ndarray:
    """To the right; zeros enter."""
    return np.concatenate([np.zeros(SHIFT, int), line[:-SHIFT]])


def draw() -> str:
    """The figure as SVG."""
    image = np.array([0, 0, 1, 4, 0, 0, 5, 2])
    first, second = blur(shift(image)), shift(blur(image))
    differ = {(0, int(i)): ORANGE for i in np.flatnonzero(first != second)}
    figure = Figure(
        "Convolution is equivariant to shifts",
        f"The line {image.tolist()} is shifted by two and convolved with 1, 2, 3: "
        f"{first.tolist()}. Convolved first and shifted then: {second.tolist()}. Both agree away "
        f"from the border; they differ at place {', '.join(str(c) for _, c in differ)}.",
    )
    right, upper, lower = 400.0, 112.0, 176.0
    start = figure.grid((0, 0), [image], label="image")
    moved = figure.grid((right, 0), [shift(image)], label="shifted image")
    features = figure.grid((0, lower), [blur(image)])
    way_a = figure.grid((right, upper), [first], fill=differ)
    way_b = figure.grid((right, lower), [second], fill=differ)
    for left, to in ((start, moved), (features, way_b)):
        figure.arrow((left.right[0] + 10, left.right[1]), (to.x - 10, to.left[1]), colour=BLUE)
        middle = (left.right[0] + to.x) / 2
        figure.text((middle, left.right[1] - 14), "shift by 2", size=13, colour=BLUE)
    for above, to in ((start, features), (moved, way_a)):
        figure.arrow((above.bottom[0], above.bottom[1] + 6), (to.top[0], to.y - 6), colour=GREEN)
        beside = above.bottom[0] + 12, (above.bottom[1] + to.y) / 2
        figure.text(beside, "convolve with 1, 2, 3", anchor="start", size=13, colour=GREEN)
    figure.text((features.centre[0], features.bottom[1] + 18), "features", bold=True)
    figure.text((way_b.centre[0], way_b.bottom[1] + 18), "equal but for the border")
    return figure.svg()
