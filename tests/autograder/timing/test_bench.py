"""Rounds are fair, and what cannot be timed is named; on a clock that is scripted."""

from __future__ import annotations

import math

import numpy as np
import pytest
from timings import ScriptedClock, doubled, make_case, make_setting

from autograder.timing import machine
from autograder.timing.bench import time_exercise
from autograder.timing.cases import Work
from autograder.timing.rounds import Stop


def steady(**costs):
    return ScriptedClock({name: lambda n, cost=cost: cost for name, cost in costs.items()})


def only(n):
    return {f"{n}": {"n": n}}


def test_reference_and_peers_take_turns_on_the_same_inputs():
    seen = []

    def inputs(rng, device, n):
        seen.append(rng.random(n))
        return (seen[-1],)

    clock = steady(reference=0.01, adding=0.02)
    found = time_exercise(
        "a", make_case(inputs=inputs, sizes=only(5)), doubled, make_setting(clock)
    )
    rounds = [clock.heard[k : k + 2] for k in range(0, len(clock.heard), 2)]
    assert all(set(pair) == {"reference", "adding"} for pair in rounds)
    firsts = [pair[0] for pair in rounds]
    assert abs(firsts.count("reference") - firsts.count("adding")) <= 1
    assert len({x.tobytes() for x in seen}) == len(seen) >= len(rounds)
    assert found.rows[0].reference.repeats == 10


def test_ratio_is_taken_within_rounds():
    """A machine that slows down tenfold from round to round changes no ratio."""
    clock = ScriptedClock(
        {"reference": lambda n: 0.03 * 10 ** (n % 3), "adding": lambda n: 0.01 * 10 ** (n % 3)}
    )
    setting = make_setting(clock, stop=Stop(seconds=0.05))
    found = time_exercise("a", make_case(sizes=only(5)), doubled, setting)
    (peer,) = found.rows[0].peers
    assert (peer.ratio_low, peer.ratio, peer.ratio_high) == pytest.approx((3, 3, 3))
    assert found.rows[0].reference.error > 0.1


def test_row_says_how_near_the_floor_it_is():
    case = make_case(work=lambda n: Work(operations=1e6, bytes=4e6), sizes=only(5))
    found = time_exercise("a", case, doubled, make_setting(steady(reference=0.02, adding=0.02)))
    (row,) = found.rows
    assert (row.floor, row.bound) == (4e-3, "bytes")
    assert row.share == pytest.approx(0.2)


def test_cost_that_doubles_with_the_work_grows_with_its_first_power():
    sizes = []
    clock = ScriptedClock({})
    clock.costs = {
        "reference": lambda n: 1e-6 * sizes[-1],
        "adding": lambda n: 1e-6 * sizes[-1] ** 2,
    }

    def inputs(rng, device, n):
        sizes.append(n)
        return (rng.random(n),)

    found = time_exercise("a", make_case(inputs=inputs), doubled, make_setting(clock))
    assert {g.name: g.exponent for g in found.growth} == pytest.approx(
        {"reference": 1.0, "adding": 2.0}
    )
    assert found.growth[0].name == "reference"


def test_short_calls_are_timed_in_batches_and_long_ones_alone():
    clock = steady(reference=1e-5, adding=0.5)
    setting = make_setting(clock)
    found = time_exercise("a", make_case(sizes=only(5)), doubled, setting)
    assert found.rows[0].reference.calls == math.ceil(clock.batch_seconds / 1e-5)
    assert found.rows[0].peers[0].calls == 1


def test_warm_up_is_not_counted():
    def warming(n):
        return 8.0 / n if n < 6 else 0.01

    clock = ScriptedClock({"reference": warming, "adding": warming})
    found = time_exercise("a", make_case(sizes=only(5)), doubled, make_setting(clock))
    own = found.rows[0].reference
    assert (own.low, own.high) == (0.01, 0.01)


def test_peer_that_cannot_be_imported_is_named_and_the_others_are_timed():
    def missing(x):
        import a_library_that_nobody_has

        return a_library_that_nobody_has.double

    peers = {"missing": missing, **make_case().peers}
    found = time_exercise(
        "a", make_case(peers=peers), doubled, make_setting(steady(reference=0.01, adding=0.01))
    )
    (absent,) = found.absent
    assert absent.name == "missing" and "a_library_that_nobody_has" in absent.reason
    assert [[peer.name for peer in row.peers] for row in found.rows] == [["adding"]] * 3
    assert not found.wrong


def test_wrong_result_of_any_round_is_told_with_its_size():
    count = iter(range(100))

    def sometimes(x):
        return lambda: ("adding", x + x + (next(count) == 7))

    found = time_exercise(
        "a",
        make_case(peers={"adding": sometimes}),
        doubled,
        make_setting(steady(reference=0.01, adding=0.01)),
    )
    assert found.wrong == ("doubled at 10: adding differs.",)
    assert [row.size for row in found.rows] == ["100", "1000"]


def test_call_that_raises_is_told_and_the_other_sizes_go_on():
    def broken(x):
        if len(x) == 100:
            raise ZeroDivisionError("at a hundred")
        return doubled(x)

    found = time_exercise(
        "a", make_case(), broken, make_setting(steady(reference=0.01, adding=0.01))
    )
    assert found.wrong == ("doubled at 100: ZeroDivisionError: at a hundred",)
    assert [row.size for row in found.rows] == ["10", "1000"]


def test_running_out_of_memory_is_no_wrong_result():
    def hungry(x):
        if len(x) == 1000:
            raise MemoryError
        return doubled(x)

    found = time_exercise(
        "a", make_case(), hungry, make_setting(steady(reference=0.01, adding=0.01))
    )
    assert not found.wrong
    assert [(left.name, left.reason) for left in found.left_out] == [("1000", "ran out of memory")]


def test_size_that_does_not_fit_the_memory_is_left_out_by_name(monkeypatch):
    monkeypatch.setattr(machine, "free_memory", lambda device: 5e9)
    case = make_case(memory=lambda n: n * 1e7)
    found = time_exercise("a", case, doubled, make_setting(steady(reference=0.01, adding=0.01)))
    assert [row.size for row in found.rows] == ["10", "100"]
    assert [left.name for left in found.left_out] == ["1000"]
    assert "10 GB" in found.left_out[0].reason and "5.0 GB" in found.left_out[0].reason


def test_size_that_would_take_too_long_is_left_out_by_name():
    clock = steady(reference=0.2, adding=0.2)
    setting = make_setting(clock, stop=Stop(seconds=3))
    found = time_exercise("a", make_case(), doubled, setting)
    assert [row.size for row in found.rows] == ["10"]
    # four rounds of 0.4 s times the tenfold work; then a hundredfold
    assert [left.reason for left in found.left_out] == [
        "would take about 16 s; 3 s are allowed",
        "would take about 160 s; 3 s are allowed",
    ]


def test_quick_takes_the_two_smallest_sizes():
    clock = steady(reference=5.0, adding=5.0)
    found = time_exercise("a", make_case(), doubled, make_setting(clock, quick=True))
    assert [row.size for row in found.rows] == ["10", "100"]
    assert not found.left_out


def test_sizes_for_speed_marks_are_none_of_a_bench():
    clock = steady(reference=0.01, adding=0.01)
    case = make_case(marked=("10", "1000"))
    found = time_exercise("a", case, doubled, make_setting(clock))
    assert [row.size for row in found.rows] == ["100"]


def test_what_cannot_run_on_a_device_says_so():
    setting = make_setting(steady(), device="cuda")
    found = time_exercise("a", make_case(devices=("cpu",)), doubled, setting)
    assert "CPU" in (found.skipped("cuda") or "") and found.skipped("cpu") is None
    assert not found.rows and not found.left_out


def test_time_cap_ends_what_never_gets_exact():
    rng = np.random.default_rng(0)
    clock = ScriptedClock({name: lambda n: rng.random() for name in ("reference", "adding")})
    setting = make_setting(clock, stop=Stop(seconds=0.05))
    found = time_exercise("a", make_case(sizes=only(5)), doubled, setting)
    assert found.rows[0].reference.repeats >= 3
    assert found.rows[0].reference.error > 0.01
