"""Figures are well formed, reproducible and readable."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder.publish import figure
from autograder.publish.figure import CARD, INK, MUTED, TINT, Figure, number

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[3]
SCRIPTS = sorted(ROOT.glob("solutions/*/figures/*.py"))


def drawing(path: Path) -> str:
    """What the figure script at `path` draws, freshly imported."""
    spec = importlib.util.spec_from_file_location(f"_figure_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.draw())


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_every_script_draws_the_same_well_formed_svg(path: Path) -> None:
    first = drawing(path)
    assert first == drawing(path)
    root = ElementTree.fromstring(first)
    assert root.tag == f"{SVG}svg" and root.get("role") == "img"
    assert root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc")
    assert root.get("viewBox", "").split()[2:] == [root.get("width"), root.get("height")]


def test_scripts_are_found() -> None:
    assert len(SCRIPTS) >= 8


def test_words_are_escaped() -> None:
    drawn = Figure("a < b", "x & y")
    drawn.text((0, 0), "<b>")
    root = ElementTree.fromstring(drawn.svg())
    assert root.findtext(f"{SVG}title") == "a < b"
    assert root.findtext(f"{SVG}desc") == "x & y"
    assert root.findtext(f"{SVG}text") == "<b>"


def test_the_card_holds_every_shape() -> None:
    drawn = Figure("t", "d")
    drawn.arrow((-40, 5), (300, -70))
    grid = drawn.grid((10, 20), [[1, 2, 3]], label="label")
    root = ElementTree.fromstring(drawn.svg())
    x, y, width, height = map(float, root.get("viewBox", "").split())
    assert x < -40 and y < -70
    assert x + width > 300 and y + height > grid.y + grid.height


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (2.25, "2.25"),
        (1 / 3, "0.33"),
        (-1, "\N{MINUS SIGN}1"),
        (-0.001, "0"),
        (10, "10"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("name", ["INK", "MUTED", "BLUE", "ORANGE", "GREEN", "PURPLE"])
def test_words_stand_out_from_the_card(name: str) -> None:
    assert contrast(getattr(figure, name), CARD) >= 4.5  # WCAG 2.2, level AA


def test_dark_text_stands_out_from_every_tint() -> None:
    assert min(contrast(INK, tint) for tint in TINT.values()) >= 7
    assert contrast(MUTED, TINT[MUTED]) >= 4.5
