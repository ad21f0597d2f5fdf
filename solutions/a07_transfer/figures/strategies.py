"""Which strategy for how many examples and which images, and what each of them trains."""

from __future__ import annotations

from typing import NamedTuple

from autograder.publish.figure import BLUE, LINE, MUTED, ORANGE, TINT, WHITE, Box, Figure

WIDE, HIGH, LABEL = 240.0, 92.0, 170.0
BAR, GAP, TALL, FLAT = 34.0, 4.0, 44.0, 7.0
LAYERS = 5
SIZES = ("1 to 999", "1,000 to 99,999", "100,000 to 999,999", "1,000,000 and more")
COLUMNS = ("similarity at least 0.5", "similarity below 0.5")
CHOICES = (
    ("feature_extraction", "fine_tune_top"),
    ("fine_tune_top", "fine_tune_all"),
    ("fine_tune_all", "fine_tune_all"),
    ("fine_tune_all", "from_scratch"),
)
FROZEN, TRAINED, RANDOM = MUTED, BLUE, ORANGE
WORDS = {
    FROZEN: "pretrained and frozen",
    TRAINED: "pretrained, then trained",
    RANDOM: "random at first, then trained",
}


class Part(NamedTuple):
    """One of a network's parts: where its weights come from, and how tall its rate is drawn."""

    kind: str
    rate: float


NEW_HEAD, FIXED = Part(RANDOM, TALL), Part(FROZEN, FLAT)
NETWORKS = {
    "feature_extraction": [FIXED] * (LAYERS - 1) + [NEW_HEAD],
    "fine_tune_top": [FIXED] * (LAYERS - 2) + [Part(TRAINED, TALL / 2), NEW_HEAD],
    "fine_tune_all": [Part(TRAINED, TALL * (i + 1) / LAYERS) for i in range(LAYERS - 1)]
    + [NEW_HEAD],
    "from_scratch": [Part(RANDOM, TALL)] * LAYERS,
}


def bar(figure: Figure, x: float, ground: float, part: Part) -> Box:
    """One part of a network, standing on the ground."""
    box = Box(x, ground - part.rate, BAR, part.rate)
    frozen = part.kind == FROZEN
    return figure.box(box, fill=TINT[part.kind], stroke=part.kind, width=1.5, dashed=frozen)


def network(figure: Figure, cell: Box, strategy: str) -> None:
    """One cell of the table: the strategy's name and what it trains, the head on the right."""
    figure.box(cell, fill=WHITE, stroke=LINE)
    figure.text((cell.centre[0], cell.y + 17), strategy, bold=True)
    left, ground = cell.centre[0] - (LAYERS * (BAR + GAP) - GAP) / 2, cell.y + HIGH - 12
    for i, part in enumerate(NETWORKS[strategy]):
        bar(figure, left + i * (BAR + GAP), ground, part)


def legend(figure: Figure, y: float) -> None:
    """What colours and heights mean."""
    heights = {FROZEN: FLAT, TRAINED: 18.0, RANDOM: 18.0}
    for i, (kind, words) in enumerate(WORDS.items()):
        swatch = bar(figure, i * 218.0, y + 9, Part(kind, heights[kind]))
        figure.text((swatch.x + BAR + 8, y), words, size=13, anchor="start")
    words = "From the first layers, left, to the head, right. Height: learning rate (frozen: none)."
    figure.text((0, y + 30), words, size=13, anchor="start")


def draw() -> str:
    """The figure as SVG."""
    cases = [
        f"{size} examples, {column}: {strategy}."
        for size, row in zip(SIZES, CHOICES, strict=True)
        for column, strategy in zip(COLUMNS, row, strict=True)
    ]
    figure = Figure(
        "The strategy for each number of examples and each similarity, and what it trains",
        " ".join(cases) + " feature_extraction trains a new head on frozen layers; fine_tune_top "
        "also the last layers before it, at a smaller rate; fine_tune_all every layer, the early "
        "ones at the smallest rates; from_scratch starts every layer from random weights.",
    )
    figure.text((LABEL - 14, -16), "examples", anchor="end", bold=True)
    for j, column in enumerate(COLUMNS):
        figure.text((LABEL + (j + 0.5) * WIDE, -16), column, bold=True)
    for i, (size, row) in enumerate(zip(SIZES, CHOICES, strict=True)):
        figure.text((LABEL - 14, (i + 0.5) * HIGH), size, anchor="end")
        for j, strategy in enumerate(row):
            network(figure, Box(LABEL + j * WIDE, i * HIGH, WIDE, HIGH), strategy)
    legend(figure, len(SIZES) * HIGH + 26)
    return figure.svg()
