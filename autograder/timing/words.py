"""Figures for reading: three digits and a unit."""

from __future__ import annotations

_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


def unit(seconds: float) -> str:
    """A time: "31.2 µs"."""
    factor, name = next((each for each in _UNITS if seconds >= 0.9995 * each[0]), _UNITS[-1])
    return f"{digits(seconds / factor)} {name}"


def times(ratio: float | None) -> str:
    """A ratio: "3.1x"."""
    return "" if ratio is None else f"{digits(ratio, 2)}x"


def percent(share: float) -> str:
    """A share: "12 %"; what is next to nothing is said to be."""
    if 0 < share < 0.0005:
        return "<0.1 %"
    return f"{100 * share:.1f} %" if share < 0.0995 else f"{100 * share:.0f} %"


def speed(operations: float) -> str:
    """Operations per second: "63.1 Gflop/s"."""
    factor, name = (1e12, "T") if operations >= 1e12 else (1e9, "G")
    return f"{digits(operations / factor)} {name}flop/s"


def traffic(rate: float) -> str:
    """Bytes per second: "28.2 GB/s"."""
    factor, name = (1e12, "T") if rate >= 1e12 else (1e9, "G")
    return f"{digits(rate / factor)} {name}B/s"


def gigabytes(count: float) -> str:
    """An amount of memory: "12 GB"."""
    return f"{digits(count / 1e9, 2)} GB"


def digits(value: float, count: int = 3) -> str:
    """So many significant digits, without an exponent; all digits before the point."""
    if value >= 10**count:
        return f"{value:,.0f}"
    text = f"{value:#.{count}g}"
    text = f"{value:.{count + 2}f}" if "e" in text else text
    return text.rstrip(".")
