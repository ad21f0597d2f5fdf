"""Matching: three detections choose among two truths, the surest first."""

from __future__ import annotations

from autograder.publish.figure import BLUE, GREEN, INK, ORANGE, TINT, Box, Figure, Point

SCALE = 17.0
TRUTHS = ((0, 0, 10, 6), (0, 0, 10, 10))
DETECTIONS = ((0.9, (0, 0, 10, 10)), (0.8, (0, 0, 10, 8)), (0.7, (0, 0, 9, 9)))
THRESHOLD = 0.75


def iou(a: tuple, b: tuple) -> float:
    """Intersection over union of two boxes that overlap."""
    shared = (min(a[2], b[2]) - max(a[0], b[0])) * (min(a[3], b[3]) - max(a[1], b[1]))
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def queue() -> list[int]:
    """What each detection takes, in the order of the queue; -1 for nothing."""
    free, taken = set(range(len(TRUTHS))), []
    for _, box in DETECTIONS:
        value, best = max(((iou(box, TRUTHS[t]), t) for t in free), default=(0.0, -1))
        taken.append(best if value >= THRESHOLD else -1)
        free.discard(taken[-1])
    return taken


def rectangle(at: Point, box: tuple) -> Box:
    """A box of the example, in pixels of the figure."""
    x1, y1, x2, y2 = (SCALE * v for v in box)
    return Box(at[0] + x1, at[1] + y1, x2 - x1, y2 - y1)


def draw() -> str:
    """The figure as SVG."""
    taken, colours = queue(), (BLUE, ORANGE)
    steps = [
        f"detection {d} (score {score}) has IoU {iou(box, TRUTHS[0]):.3g} with truth 0, "
        f"{iou(box, TRUTHS[1]):.3g} with truth 1, and takes "
        + (f"truth {t}" if t >= 0 else "nothing")
        for d, ((score, box), t) in enumerate(zip(DETECTIONS, taken, strict=True))
    ]
    figure = Figure(
        "Detections choose truths, the surest first",
        f"Two truths of one object class, threshold {THRESHOLD}: " + "; ".join(steps) + ".",
    )
    for d, ((score, box), t) in enumerate(zip(DETECTIONS, taken, strict=True)):
        at = (d * 250.0, 40.0)
        for n, truth in reversed(list(enumerate(TRUTHS))):
            inside = rectangle(at, truth).grown(-2.0 * n)
            figure.box(inside, fill=TINT[colours[n]] if n == t else "none", stroke=colours[n])
            figure.window(inside, colours[n], dashed=True)
        figure.box(rectangle(at, box).grown(3), stroke=INK, width=2)
        middle = at[0] + 5 * SCALE
        figure.text((middle, 8), f"{d + 1}. score {score}", bold=True)
        for n, truth in enumerate(TRUTHS):
            gone = n in taken[:d]
            words = f"IoU with truth {n}: {iou(box, truth):.3g}" + (" (taken)" if gone else "")
            figure.text((middle, 240 + 22 * n), words, colour=colours[n])
        words = f"takes truth {t}" if t >= 0 else "finds nothing"
        figure.text((middle, 290), words, bold=True, colour=GREEN if t >= 0 else INK)
    return figure.svg()
