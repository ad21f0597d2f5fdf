"""Each reader over bytes near to valid ones, and over every input that ever broke it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import READERS

CRASHES = sorted(Path(__file__).parent.glob("crashes/*/*"))


def damage(seed: bytes, number: int) -> bytes:
    """A few bytes changed, cut out or doubled."""
    rng, data = random.Random(number), bytearray(seed)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.randint(0, 8))
        data[at:end] = rng.choice((b"", rng.randbytes(rng.randint(1, 4)), data[at:end] * 2))
    return bytes(data)


@pytest.mark.parametrize("name", READERS)
def test_valid_input_and_near_misses(name: str) -> None:
    reader = READERS[name]
    seeds = reader.seeds()
    for seed in seeds:
        reader.check(seed)

    @settings(
        max_examples=300,
        derandomize=True,
        database=None,
        deadline=2000,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(seeds), st.integers(0, 2**32), st.binary(max_size=64), st.booleans())
    def near(seed: bytes, number: int, other: bytes, use_seed: bool) -> None:
        reader.check(damage(seed, number) if use_seed else other)

    near()


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_saved_crash(path: Path) -> None:
    READERS[path.parent.name].check(path.read_bytes())
