"""What you can check yourself: heads, frozen layers, and plans. More tests run when it is graded.

The models are small; `probes.py` beside this file has them. `probes.net()` is made of, in this
order, a parameter of its own called "offset", the children "scale", "stem", "body", "twin", "pool"
and "fc_norm" (the last two have no parameters), and a head.
"""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

head = pytest.mark.exercise("replace_head")
frozen = pytest.mark.exercise("freeze_backbone")
schedule = pytest.mark.exercise("unfreeze_schedule")
rates = pytest.mark.exercise("discriminative_param_groups")
strategy = pytest.mark.exercise("choose_strategy")

HEAD = ["fc.bias", "fc.weight"]
TWIN = ["twin.weight"]
BODY = ["body.a.0.bias", "body.a.0.weight", "body.a.1.0.bias", "body.a.1.0.weight"]
BODY += ["body.b.1.weight"]
STEM = ["stem.0.weight", "stem.1.bias", "stem.1.weight"]
SCALE, OFFSET = ["scale.gain"], ["offset"]


def images(count=4):
    """Made-up pictures, three channels, not square."""
    ramp = torch.linspace(0, 9, count * 3 * 5 * 6, dtype=torch.float64)
    return torch.sin(ramp * ramp).reshape(count, 3, 5, 6)


def outside(state, name):
    """What a state dict holds outside the layer of that name."""
    return {key: value for key, value in state.items() if not key.startswith(f"{name}.")}


@head
def test_new_head_has_the_new_classes(student, probes):
    """As many inputs as before, another number of outputs, and a bias like the old one's."""
    model = student.run(probes.net)
    student.replace_head(model, "fc", 3)
    expected = {"kind": "Linear", "weight": (3, 6), "features": (6, 3), "bias": (3,)}
    expected |= {"dtype": "torch.float64", "trainable": True}
    expect(student.run(probes.linear, model, "fc")).equals(expected)


@head
def test_path_of_the_head_has_dots(student, probes):
    """A head may lie inside containers."""
    model = student.run(probes.net, "heads.main.1")
    student.replace_head(model, "heads.main.1", 9)
    expect(student.run(probes.linear, model, "heads.main.1")["weight"]).equals((9, 7))
    expect(student.run(probes.output, model, images()).shape).equals((4, 9))


@head
def test_everything_else_is_kept(student, probes):
    """Only the head's two tensors are new."""
    model = student.run(probes.net)
    before = outside(student.run(probes.state, model), "fc")
    student.replace_head(model, "fc", 3)
    expect(outside(student.run(probes.state, model), "fc")).close_to(before)


@head
def test_same_model_comes_back(student, probes):
    """The change is made in place."""
    model = student.run(probes.net)
    changed = student.replace_head(model, "fc", 2)
    is_same = student.run(probes.same, changed, model)
    expect(is_same).satisfies(is_same is True, "The model that came back is not the one given.")


@head
def test_head_of_another_kind_is_refused(student, probes):
    """Only a linear layer has a number of inputs to take over."""
    model = student.run(probes.net, "mlp")
    student.replace_head(model, "mlp.3", 2)
    expect.raises(TypeError, student.replace_head, model, "mlp", 2)


@frozen
def test_only_the_head_requires_a_gradient(student, probes):
    """Everything outside "fc" is frozen, also the parameter of the model itself."""
    model = student.run(probes.net)
    student.freeze_backbone(model, "fc")
    expected = {name: name in HEAD for name in [*HEAD, *TWIN, *BODY, *STEM, *SCALE, *OFFSET]}
    expect(student.run(probes.trainable, model)).equals(expected)


@frozen
def test_running_statistics_stay_in_training_mode(student, probes):
    """After `model.train()` and two steps nothing outside the head has moved."""
    model = student.run(probes.net)
    before = outside(student.run(probes.state, model), "fc")
    student.freeze_backbone(model, "fc")
    student.run(probes.train, model, images())
    expect(outside(student.run(probes.state, model), "fc")).close_to(before)


@frozen
def test_head_still_learns(student, probes):
    """The head's weights, and the running mean of a batch norm inside it, move."""
    model = student.run(probes.net, "mlp")
    before = student.run(probes.state, model)
    student.freeze_backbone(model, "mlp")
    student.run(probes.train, model, images())
    after = student.run(probes.state, model)
    for name in ("mlp.0.weight", "mlp.1.running_mean", "mlp.3.bias"):
        moved = not torch.equal(after[name], before[name])
        expect(after).satisfies(moved, f"{name} belongs to the head, but did not move.")


@frozen
def test_features_are_those_of_evaluation_mode(student, probes):
    """In training mode, too, frozen layers normalise by their running statistics."""
    model = student.run(probes.net)
    expected = probes.head_input(probes.net(), "fc", images())
    student.freeze_backbone(model, "fc")
    model.train()
    expect(student.run(probes.head_input, model, "fc", images())).close_to(expected)


@schedule
def test_groups_join_from_the_head_backwards(student, probes):
    """One more group each epoch; children without parameters are no groups."""
    model = student.run(probes.net)
    came = student.run(probes.names, student.unfreeze_schedule(model, "fc", 8))
    groups = [HEAD, TWIN, BODY, STEM, SCALE, OFFSET, [], []]
    expected = [
        sorted(name for group in groups[: epoch + 1] for name in group) for epoch in range(8)
    ]
    expect(came).equals(expected)


@schedule
def test_groups_take_their_time(student, probes):
    """With three epochs per group the second group joins in epoch 3."""
    model = student.run(probes.net)
    came = student.run(probes.names, student.unfreeze_schedule(model, "fc", 4, 3))
    expect(came).equals([HEAD, HEAD, HEAD, sorted(HEAD + TWIN)])


@schedule
def test_head_inside_a_container(student, probes):
    """The rest of the head's container is the second group."""
    model = student.run(probes.net, "heads.main.1")
    came = student.run(probes.names, student.unfreeze_schedule(model, "heads.main.1", 2))
    last = ["heads.main.1.bias", "heads.main.1.weight"]
    expect(came).equals([last, ["heads.main.0.bias", "heads.main.0.weight", *last]])


@schedule
def test_no_epochs_no_plan(student, probes):
    """Nothing is planned for zero epochs; fewer are refused."""
    model = student.run(probes.net)
    expect(student.unfreeze_schedule(model, "fc", 0)).equals([])
    expect.raises(ValueError, student.unfreeze_schedule, model, "fc", -1)
    expect.raises(ValueError, student.unfreeze_schedule, model, "fc", 3, 0)


@rates
def test_rates_fall_from_the_head_backwards(student, probes):
    """0.8 for the head, half as much for each group before it."""
    model = student.run(probes.net)
    make = student.discriminative_param_groups
    came = student.run(probes.rates, make, model, "fc", 0.8, 2.0)
    expected = dict.fromkeys(HEAD, 0.8) | dict.fromkeys(TWIN, 0.4) | dict.fromkeys(BODY, 0.2)
    expected |= dict.fromkeys(STEM, 0.1) | dict.fromkeys(SCALE, 0.05) | {"offset": 0.025}
    expect(came).close_to(expected)


@rates
def test_frozen_parameters_are_left_out(student, probes):
    """They are not handed out, but the groups before them keep their rates."""
    model = student.run(probes.net)
    student.run(probes.freeze, model, [*TWIN, *STEM, *SCALE, *OFFSET, "body.b.1.weight"])
    make = student.discriminative_param_groups
    came = student.run(probes.rates, make, model, "fc", 1.0, 10.0)
    expected = dict.fromkeys(HEAD, 1.0) | dict.fromkeys(BODY[:4], 0.01)
    expect(came).close_to(expected)


@rates
def test_shared_weight_is_handed_out_once(student, probes):
    """The layer nearer to the head decides: an optimiser refuses a parameter that comes twice."""
    model = student.run(probes.net, tied=True)
    make = student.discriminative_param_groups
    came = student.run(probes.rates, make, model, "fc", 1.0, 10.0)
    expected = dict.fromkeys(HEAD, 1.0) | {"body.b.1.weight": 0.1} | dict.fromkeys(BODY[:4], 0.01)
    expected |= dict.fromkeys(STEM, 1e-3) | dict.fromkeys(SCALE, 1e-4) | {"offset": 1e-5}
    expect(came).close_to(expected)


@rates
def test_rates_that_grow_are_refused(student, probes):
    """A factor below 1, or a negative rate, is an error; a factor of 1 is none."""
    model = student.run(probes.net)
    make = student.discriminative_param_groups
    came = student.run(probes.rates, make, model, "fc", 0.3, 1.0)
    expect(came).close_to(dict.fromkeys(came, 0.3))
    expect.raises(ValueError, make, model, "fc", 0.3, 0.5)
    expect.raises(ValueError, make, model, "fc", -0.1, 2.0)


@strategy
def test_strategies_of_the_table(student):
    """One case from each cell."""
    cases = {
        (200, 0.9): "feature_extraction",
        (200, 0.1): "fine_tune_top",
        (20_000, 0.9): "fine_tune_top",
        (20_000, 0.1): "fine_tune_all",
        (200_000, 0.9): "fine_tune_all",
        (200_000, 0.1): "fine_tune_all",
        (2_000_000, 0.9): "fine_tune_all",
        (2_000_000, 0.1): "from_scratch",
    }
    for (n_examples, similarity), expected in cases.items():
        expect(student.choose_strategy(n_examples, similarity)).equals(expected)


@strategy
def test_half_similar_is_similar(student):
    """The boundary belongs to the left column."""
    expect(student.choose_strategy(500, 0.5)).equals("feature_extraction")
    expect(student.choose_strategy(500, 0.499)).equals("fine_tune_top")


@strategy
def test_no_strategy_for_impossible_numbers(student):
    """No examples, or a similarity beyond [0, 1]."""
    expect(student.choose_strategy(1, 1.0)).equals("feature_extraction")
    for n_examples, similarity in ((0, 0.5), (-3, 0.5), (10, -0.1), (10, 1.1)):
        expect.raises(ValueError, student.choose_strategy, n_examples, similarity)
