"""Hidden tests: unfreezing, learning rates, and the choice of a strategy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.feedback import expect

schedule = pytest.mark.exercise("unfreeze_schedule")
rates = pytest.mark.exercise("discriminative_param_groups")
strategy = pytest.mark.exercise("choose_strategy")

# Model, head, and the beginnings of the names in each group; what comes first, wins.
MODELS = (
    ("fc", "fc", {}, ("fc.",)),
    ("fc", "fc", {"first": True, "bias": False}, ("fc.",)),
    ("mlp", "mlp", {}, ("mlp.",)),
    ("mlp", "mlp.3", {}, ("mlp.3.", "mlp.")),
    ("heads.main.1", "heads.main.1", {}, ("heads.main.1.", "heads.")),
    ("heads.main.1", "heads.main", {}, ("heads.main.",)),
    ("mlp", "mlp.3", {"first": True}, ("mlp.3.", "twin.", "body.", "stem.", "scale.", "mlp.")),
    ("fc", "body.b.1", {}, ("body.b.1.", "fc.", "twin.", "body.")),
)
REST = ("twin.", "body.", "stem.", "scale.", "offset")


def seed(rng):
    """Of a model."""
    return int(rng.integers(2**31))


def groups_of(model, beginnings):
    """Names of the model's parameters by group, by the beginnings of their names."""
    order = dict.fromkeys((*beginnings, *REST))
    groups = {beginning: [] for beginning in order}
    for name, _ in model.named_parameters():
        groups[next(b for b in order if name.startswith(b))].append(name)
    return list(groups.values())


@schedule
def test_plan_of_every_model(student, probes, rng):
    """Heads in any place, registered first or last, alone in their container or not."""
    for kind, name, options, beginnings in MODELS:
        model_seed = seed(rng)
        groups = groups_of(probes.net(kind, model_seed, **options), beginnings)
        model = student.run(probes.net, kind, model_seed, **options)
        came = student.run(probes.names, student.unfreeze_schedule(model, name, 9))
        plan = [[n for group in groups[: epoch + 1] for n in group] for epoch in range(9)]
        expect(came).equals([sorted(epoch) for epoch in plan])


@schedule
def test_several_epochs_per_group(student, probes, rng):
    """Group g joins in epoch g * epochs_per_group, not one earlier or later."""
    for kind, name, options, beginnings in (MODELS[0], MODELS[3]):
        groups = groups_of(probes.net(kind, **options), beginnings)
        model = student.run(probes.net, kind, seed(rng), **options)
        for per_group in (2, 3, 5):
            epochs = int(rng.integers(1, 4)) + 3 * per_group
            plan = student.unfreeze_schedule(model, name, epochs, epochs_per_group=per_group)
            joined = [epoch // per_group for epoch in range(epochs)]
            expected = [sorted(n for g in groups[: j + 1] for n in g) for j in joined]
            expect(student.run(probes.names, plan)).equals(expected)


@schedule
def test_plan_ends_where_it_is_told(student, probes, rng):
    """More epochs than groups train everything to the end; few leave the rest out."""
    model = student.run(probes.net, "fc", seed(rng))
    everything = sorted(student.run(probes.trainable, model))
    came = student.run(probes.names, student.unfreeze_schedule(model, "fc", 30))
    expect(len(came)).equals(30)
    expect(came[5:]).equals([everything] * 25)
    came = student.run(probes.names, student.unfreeze_schedule(model, "fc", 1, 4))
    expect(came).equals([["fc.bias", "fc.weight"]])
    expect(student.unfreeze_schedule(model, "fc", 0, 2)).equals([])


@schedule
def test_shared_weight_has_one_name(student, probes, rng):
    """It joins with the group nearer to the head, under the name that named_parameters() gives."""
    model = student.run(probes.net, "fc", seed(rng), tied=True)
    came = student.run(probes.names, student.unfreeze_schedule(model, "fc", 3))
    head = ["fc.bias", "fc.weight"]
    body = ["body.a.0.bias", "body.a.0.weight", "body.a.1.0.bias", "body.a.1.0.weight"]
    expect(came).equals([head, ["body.b.1.weight", *head], [*body, "body.b.1.weight", *head]])


@schedule
def test_planning_changes_nothing(student, probes, rng):
    """What requires a gradient now neither changes nor matters."""
    model = student.run(probes.net, "fc", seed(rng))
    student.run(probes.freeze, model, ["fc.weight", "twin.weight", "stem.0.weight"])
    before = student.run(probes.trainable, model), student.run(probes.modes, model)
    plan = student.run(probes.names, student.unfreeze_schedule(model, "fc", 6))
    after = student.run(probes.trainable, model), student.run(probes.modes, model)
    expect(after).equals(before)
    expect(plan[:2]).equals([["fc.bias", "fc.weight"], ["fc.bias", "fc.weight", "twin.weight"]])
    expect(plan[5]).equals(sorted(before[0]))


@schedule
def test_epochs_are_lists_of_their_own(student, probes, rng):
    """Two plans of one model agree, and a longer one begins like a shorter one."""
    model = student.run(probes.net, "mlp", seed(rng))
    short = student.run(probes.names, student.unfreeze_schedule(model, "mlp.0", 3))
    long = student.run(probes.names, student.unfreeze_schedule(model, "mlp.0", 7))
    expect(long[:3]).equals(short)
    expect(short[0]).equals(["mlp.0.bias", "mlp.0.weight"])


@schedule
def test_impossible_plans_are_refused(student, probes, rng):
    """Negative epochs, no epochs per group, no such head."""
    model = student.run(probes.net, "fc", seed(rng))
    expect(len(student.unfreeze_schedule(model, "fc", 2, 1))).equals(2)
    for epochs, per_group in ((-1, 1), (3, 0), (3, -2), (0, 0)):
        expect.raises(ValueError, student.unfreeze_schedule, model, "fc", epochs, per_group)
    expect.raises(AttributeError, student.unfreeze_schedule, model, "head", 3)


@rates
def test_rates_of_every_model(student, probes, rng):
    """base_lr / factor**g, wherever the head is."""
    for kind, name, options, beginnings in MODELS:
        model_seed = seed(rng)
        lr, factor = float(rng.uniform(0.01, 2)), float(rng.uniform(1.5, 20))
        copy = probes.net(kind, model_seed, **options)
        expected = {
            n: lr / factor**number
            for number, group in enumerate(groups_of(copy, beginnings))
            for n in group
        }
        model = student.run(probes.net, kind, model_seed, **options)
        make = student.discriminative_param_groups
        came = student.run(probes.rates, make, model, name, lr, factor)
        expect(came).close_to(expected, rtol=1e-6)


@rates
def test_rates_do_not_depend_on_what_is_frozen(student, probes, rng):
    """Any set of frozen parameters, whole groups among them; nothing frozen is handed out."""
    model_seed = seed(rng)
    copy = probes.net("mlp", model_seed)
    groups = groups_of(copy, MODELS[3][3])
    names = [n for group in groups for n in group]
    for trial in range(4):
        whole = set(groups[trial + 1]) if trial else set(groups[0])
        chosen = [n for n in names if n in whole or rng.random() < 0.3]
        model = student.run(probes.net, "mlp", model_seed)
        student.run(probes.freeze, model, chosen)
        expected = {
            n: 0.5 / 3.0**number
            for number, group in enumerate(groups)
            for n in group
            if n not in chosen
        }
        make = student.discriminative_param_groups
        came = student.run(probes.rates, make, model, "mlp.3", 0.5, 3.0)
        expect(came).close_to(expected, rtol=1e-6)


@rates
def test_shared_weight_takes_the_larger_rate(student, probes, rng):
    """Of the groups that hold it, the one nearer to the head decides, wherever the head is."""
    for first in (False, True):
        model = student.run(probes.net, "fc", seed(rng), first=first, tied=True)
        make = student.discriminative_param_groups
        came = student.run(probes.rates, make, model, "fc", 1.0, 10.0)
        expect(came["body.b.1.weight"]).close_to(0.1)
        expect(came["body.a.0.weight"]).close_to(0.01)
        expect(sorted(came)).equals(sorted(student.run(probes.trainable, model)))


@rates
def test_no_group_is_empty(student, probes, rng):
    """Frozen groups and layers without parameters leave no empty group behind."""
    model = student.run(probes.net, "fc", seed(rng))
    student.run(probes.freeze, model, ["twin.weight", "offset"])
    make = student.discriminative_param_groups
    sizes = student.run(probes.group_sizes, make, model, "fc", 0.1, 2.0)
    filled = all(size > 0 for size in sizes)
    expect(sizes).satisfies(filled, f"The groups hold {sizes} parameters: one of them is empty.")


@rates
def test_everything_frozen_gives_no_groups(student, probes, rng):
    """An empty list, not a list of empty groups."""
    model = student.run(probes.net, "fc", seed(rng))
    student.run(probes.freeze, model, list(student.run(probes.trainable, model)))
    make = student.discriminative_param_groups
    expect(student.run(probes.group_sizes, make, model, "fc", 0.1, 2.0)).equals([])


@rates
def test_making_groups_changes_nothing(student, probes, rng):
    """Neither values nor gradients nor modes."""
    model = student.run(probes.net, "mlp", seed(rng))
    student.run(probes.freeze, model, ["stem.0.weight", "mlp.0.bias"])
    ask = (probes.state, probes.trainable, probes.modes)
    before = [student.run(probe, model) for probe in ask]
    student.run(probes.rates, student.discriminative_param_groups, model, "mlp", 1.0, 2.0)
    after = [student.run(probe, model) for probe in ask]
    expect(after[0]).close_to(before[0])
    expect(after[1:]).equals(before[1:])


@rates
def test_impossible_rates_are_refused(student, probes, rng):
    """A negative rate, a factor below 1, no such head; a rate of 0 is allowed."""
    model = student.run(probes.net, "fc", seed(rng))
    make = student.discriminative_param_groups
    came = student.run(probes.rates, make, model, "fc", 0.0, 5.0)
    expect(came).close_to(dict.fromkeys(came, 0.0))
    for lr, factor in ((-1e-3, 2.0), (0.1, 0.999), (0.1, 0.0), (0.1, -2.0)):
        expect.raises(ValueError, make, model, "fc", lr, factor)
    expect.raises(AttributeError, make, model, "head", 0.1, 2.0)


TABLE = (
    (1, 999, "feature_extraction", "fine_tune_top"),
    (1_000, 99_999, "fine_tune_top", "fine_tune_all"),
    (100_000, 999_999, "fine_tune_all", "fine_tune_all"),
    (1_000_000, 10**9, "fine_tune_all", "from_scratch"),
)


@strategy
def test_first_and_last_of_each_band(student):
    """The boundaries between rows belong to the larger band."""
    for low, high, similar, different in TABLE:
        for n_examples in (low, low + 1, high - 1, high):
            expect(student.choose_strategy(n_examples, 0.9)).equals(similar)
            expect(student.choose_strategy(n_examples, 0.1)).equals(different)


@strategy
def test_boundary_of_similarity(student):
    """0.5 and all above is similar, the next smaller number is not; 0 and 1 are allowed."""
    for low, _, similar, different in TABLE:
        for similarity in (0.5, math.nextafter(0.5, 1), 1.0, 1):
            expect(student.choose_strategy(low, similarity)).equals(similar)
        for similarity in (math.nextafter(0.5, 0), 0.0, 0):
            expect(student.choose_strategy(low, similarity)).equals(different)


@strategy
def test_anywhere_in_the_table(student, rng):
    """Numbers in the middle of the bands."""
    for low, high, similar, different in TABLE:
        for n_examples in rng.integers(low, high, 5, endpoint=True):
            above, below = float(rng.uniform(0.5, 1)), float(rng.uniform(0, 0.49))
            expect(student.choose_strategy(int(n_examples), above)).equals(similar)
            expect(student.choose_strategy(int(n_examples), similarity=below)).equals(different)


@strategy
def test_impossible_cases_are_refused(student):
    """Too few examples, similarity beyond its range, not a number."""
    expect(student.choose_strategy(1, 0.0)).equals("fine_tune_top")
    for n_examples in (0, -1, -(10**6)):
        expect.raises(ValueError, student.choose_strategy, n_examples, 0.7)
    for similarity in (-1e-9, math.nextafter(1, 2), 50, math.inf, -math.inf, np.nan):
        expect.raises(ValueError, student.choose_strategy, 5_000, float(similarity))
