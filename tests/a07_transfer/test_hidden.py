"""Hidden tests: the new head and the frozen backbone."""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

head = pytest.mark.exercise("replace_head")
frozen = pytest.mark.exercise("freeze_backbone")

# A head is one layer at the end or at the beginning, deep inside, or several layers.
MODELS = (
    ("fc", "fc", {}),
    ("fc", "fc", {"first": True, "tied": True}),
    ("heads.main.1", "heads.main.1", {}),
    ("mlp", "mlp", {"drop": True}),
    ("mlp", "mlp", {"first": True}),
    ("mlp", "mlp.3", {}),
)


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


def seed(rng):
    """Of a model."""
    return int(rng.integers(2**31))


def outside(values, name):
    """What a dict of names holds outside the layer of that name."""
    return {key: value for key, value in values.items() if not key.startswith(f"{name}.")}


def facts(inputs, outputs, bias=True, dtype="torch.float64"):
    """What `probes.linear` says of a new head."""
    return {
        "kind": "Linear",
        "weight": (outputs, inputs),
        "features": (inputs, outputs),
        "bias": (outputs,) if bias else None,
        "dtype": dtype,
        "trainable": True,
    }


@head
def test_head_of_any_place(student, probes, rng):
    """Attribute, index of a list, key of a dict, element of a sequence."""
    for kind, name, inputs in (("fc", "fc", 6), ("heads.main.1", "heads.main.1", 7)):
        classes = int(rng.integers(6, 40))
        model = student.run(probes.net, kind, seed(rng))
        student.replace_head(model, name, classes)
        expect(student.run(probes.linear, model, name)).equals(facts(inputs, classes))
        expect(student.run(probes.output, model, tensor(rng, 2, 3, 4, 5)).shape).equals(
            (2, classes)
        )
    model = student.run(probes.net, "mlp", seed(rng))
    student.replace_head(model, "mlp.3", 1)
    expect(student.run(probes.linear, model, "mlp.3")).equals(facts(8, 1))
    student.replace_head(model, "mlp.0", 8)
    expect(student.run(probes.linear, model, "mlp.0")).equals(facts(6, 8))


@head
def test_head_without_bias_stays_without(student, probes, rng):
    """The bias is the old head's choice."""
    for kind in ("fc", "heads.main.1"):
        model = student.run(probes.net, kind, seed(rng), bias=False)
        student.replace_head(model, kind, 4)
        expected = facts(6 if kind == "fc" else 7, 4, bias=False)
        expect(student.run(probes.linear, model, kind)).equals(expected)


@head
def test_head_keeps_the_dtype(student, probes, rng):
    """A model in single precision gets a head in single precision."""
    model = student.run(probes.net, "fc", seed(rng), dtype="float32")
    student.replace_head(model, "fc", 4)
    expect(student.run(probes.linear, model, "fc")).equals(facts(6, 4, dtype="torch.float32"))


@head
def test_new_head_is_trainable_where_the_old_one_was_frozen(student, probes, rng):
    """The new head learns; what was frozen outside stays frozen."""
    model = student.run(probes.net, "heads.main.1", seed(rng))
    inside = ["heads.main.1.weight", "heads.main.1.bias"]
    student.run(probes.freeze, model, [*inside, "heads.main.0.bias", "stem.0.weight"])
    before = student.run(probes.trainable, model)
    student.replace_head(model, "heads.main.1", 3)
    after = student.run(probes.trainable, model)
    expect(after).equals(before | dict.fromkeys(inside, True))


@head
def test_new_head_is_new_for_any_number_of_classes(student, probes, rng):
    """PyTorch's own random weights, also where the number of classes stays."""
    for classes in (3, 5, 11):
        model = student.run(probes.net, "fc", seed(rng))
        old = student.run(probes.state, model)["fc.weight"]
        student.replace_head(model, "fc", classes)
        came = student.run(probes.looks_new, model, "fc", old)
        wrong = [name for name, holds in came.items() if holds is not True]
        expect(came).satisfies(not wrong, f"The new head's weights are not {' and '.join(wrong)}.")


@head
def test_heads_are_drawn_anew(student, probes, rng):
    """Two new heads of one size have different weights: nobody sets PyTorch's seed."""
    model, weights = student.run(probes.net, "fc", seed(rng)), []
    for _ in range(2):
        student.replace_head(model, "fc", 4)
        weights.append(student.run(probes.state, model)["fc.weight"])
    differ = not torch.equal(*weights)
    expect(weights[1]).satisfies(differ, "The second new head has the weights of the first.")


@head
def test_rest_of_the_model_is_kept(student, probes, rng):
    """Values, order of the names, gradients, and modes outside the head."""
    for kind, name, options in (*MODELS[:3], MODELS[5]):
        model = student.run(probes.net, kind, seed(rng), **options)
        student.run(probes.mix_modes, model, ["", "stem", "body.a.1", "scale"])
        student.run(probes.freeze, model, ["stem.1.bias", "scale.gain"])
        ask = (probes.state, probes.trainable, probes.modes)
        before = [student.run(probe, model) for probe in ask]
        student.replace_head(model, name, 9)
        after = [student.run(probe, model) for probe in ask]
        expect(list(after[0])).equals(list(before[0]))
        expect(outside(after[0], name)).close_to(outside(before[0], name))
        expect(outside(after[1], name)).equals(outside(before[1], name))
        modes = [
            {key: v for key, v in asked[2].items() if key != name} for asked in (after, before)
        ]
        expect(modes[0]).equals(modes[1])


@head
def test_replacing_is_in_place(student, probes, rng):
    """The model that was given has the new head, and comes back itself."""
    model = student.run(probes.net, "heads.main.1", seed(rng))
    changed = student.replace_head(model, "heads.main.1", num_classes=2)
    expect(student.run(probes.linear, model, "heads.main.1")).equals(facts(7, 2))
    is_same = student.run(probes.same, changed, model)
    expect(is_same).satisfies(is_same is True, "The model that came back is not the one given.")


@head
def test_impossible_heads_are_refused(student, probes, rng):
    """No such layer, a layer of another kind, no classes; the model stays as it was."""
    model = student.run(probes.net, "heads.main.1", seed(rng))
    student.replace_head(model, "heads.main.1", 5)
    before = student.run(probes.state, model)
    for name in ("fc", "heads.main.2", "heads.other"):
        expect.raises(AttributeError, student.replace_head, model, name, 3)
    for name in ("heads", "stem.0", "fc_norm"):
        expect.raises(TypeError, student.replace_head, model, name, 3)
    for classes in (0, -2):
        expect.raises(ValueError, student.replace_head, model, "heads.main.1", classes)
    expect(student.run(probes.state, model)).close_to(before)


@frozen
def test_gradients_of_every_model(student, probes, rng):
    """Every parameter of the head, no other, whatever required a gradient before."""
    for kind, name, options in MODELS:
        model = student.run(probes.net, kind, seed(rng), **options)
        names = list(student.run(probes.trainable, model))
        student.run(probes.freeze, model, names[::2] if name != "fc" else names)
        student.freeze_backbone(model, name)
        expected = {key: key.startswith(f"{name}.") for key in names}
        expect(student.run(probes.trainable, model)).equals(expected)


@frozen
def test_freezing_changes_no_value(student, probes, rng):
    """Names and values of the state dict are as before, and a saved one loads."""
    for kind, name, options in MODELS:
        model = student.run(probes.net, kind, seed(rng), **options)
        before = student.run(probes.state, model)
        student.freeze_backbone(model, name)
        expect(student.run(probes.state, model)).close_to(before)
        other = probes.state(probes.net(kind, seed(rng), **options))
        expect(student.run(probes.load, model, other)).equals("")
        expect(student.run(probes.state, model)).close_to(other)


@frozen
def test_nothing_outside_moves_in_training_mode(student, probes, rng):
    """Weights and buffers, num_batches_tracked among them, after `model.train()` and steps."""
    for kind, name, options in MODELS:
        model = student.run(probes.net, kind, seed(rng), **options)
        before = outside(student.run(probes.state, model), name)
        student.freeze_backbone(model, name)
        student.run(probes.train, model, tensor(rng, 5, 3, 6, 4))
        expect(outside(student.run(probes.state, model), name)).close_to(before)


@frozen
def test_nothing_outside_moves_without_a_call_of_train(student, probes, rng):
    """A model that is in training mode already is frozen from the call on."""
    model = student.run(probes.net, "mlp", seed(rng))
    model.train()
    before = student.run(probes.state, model)
    student.freeze_backbone(model, "mlp")
    student.run(probes.step, model, tensor(rng, 4, 3, 5, 6))
    after = student.run(probes.state, model)
    expect(outside(after, "mlp")).close_to(outside(before, "mlp"))
    moved = not torch.equal(after["mlp.1.running_mean"], before["mlp.1.running_mean"])
    expect(after).satisfies(moved, "The head was in training mode, and has left it.")


@frozen
def test_modes_may_change_in_any_order(student, probes, rng):
    """`eval()`, `train()`, `train(False)`, `train(True)`: the backbone stays."""
    model = student.run(probes.net, "mlp", seed(rng))
    x = tensor(rng, 4, 3, 5, 6)
    before = outside(student.run(probes.state, model), "mlp")
    student.freeze_backbone(model, "mlp")
    for training in (False, True, True, False, True):
        model.train(training)
        student.run(probes.output, model, x)
        expect(outside(student.run(probes.state, model), "mlp")).close_to(before)
    model.eval()
    model.train()
    student.run(probes.step, model, x)
    expect(outside(student.run(probes.state, model), "mlp")).close_to(before)


@frozen
def test_head_stays_in_its_mode(student, probes, rng):
    """Freezing does not put a model in evaluation mode into training mode."""
    model = student.run(probes.net, "mlp", seed(rng))
    before = student.run(probes.state, model)
    student.freeze_backbone(model, "mlp")
    x = tensor(rng, 4, 3, 5, 6)
    one, other = (student.run(probes.output, model, x, number) for number in (1, 2))
    expect(one).close_to(other)
    expect(student.run(probes.state, model)).close_to(before)


@frozen
def test_head_follows_the_mode(student, probes, rng):
    """Its dropout drops and its batch norm counts after `train()`, and neither after `eval()`."""
    model = student.run(probes.net, "mlp", seed(rng))
    student.freeze_backbone(model, "mlp")
    x = tensor(rng, 8, 3, 5, 6)
    counts = []
    for training in (True, False, True):
        model.train(training)
        one, other = (student.run(probes.output, model, x, number) for number in (1, 2))
        counts.append(int(student.run(probes.state, model)["mlp.1.num_batches_tracked"]))
        drops = not torch.equal(one, other)
        said = "drops nothing in training" if training else "drops in evaluation"
        expect(one).satisfies(drops is training, f"The head's dropout {said} mode.")
    said = "The head's batch norm does not count batches in training mode, and only there."
    expect(counts).satisfies(counts == [9, 9, 11], said)


@frozen
def test_batch_norm_of_the_head_works_in_training_mode(student, probes, rng):
    """It normalises by the batch, and its running mean moves by a tenth."""
    model_seed = seed(rng)
    model = student.run(probes.net, "mlp", model_seed)
    copy, x = probes.net("mlp", model_seed), tensor(rng, 6, 3, 5, 4)
    seen = probes.head_input(copy, "mlp.1", x)
    student.freeze_backbone(model, "mlp")
    model.train()
    student.run(probes.output, model, x)
    mean = 0.9 * copy.mlp[1].running_mean + 0.1 * seen.mean(0)
    came = student.run(probes.state, model)["mlp.1.running_mean"]
    expect(came).close_to(mean.detach(), rtol=1e-7, atol=1e-9)


@frozen
def test_features_do_not_depend_on_the_batch(student, probes, rng):
    """In training mode an image's features are those of evaluation mode, alone or in company."""
    for kind, name, options in (MODELS[1], MODELS[2], MODELS[4]):
        model_seed = seed(rng)
        model = student.run(probes.net, kind, model_seed, **options)
        x = tensor(rng, 4, 3, 7, 5)
        expected = probes.head_input(probes.net(kind, model_seed, **options), name, x)
        student.freeze_backbone(model, name)
        model.train()
        came = student.run(probes.head_input, model, name, x)
        expect(came).close_to(expected, rtol=1e-7, atol=1e-9)
        if kind != "mlp":  # its batch norm would refuse a batch of one
            alone = student.run(probes.head_input, model, name, x[2:3])
            expect(alone).close_to(expected[2:3], rtol=1e-7, atol=1e-9)


@frozen
def test_batch_norms_of_every_kind(student, probes, rng):
    """Subclasses and volumes; a name that begins like the head's is not the head's."""
    model_seed, x = seed(rng), tensor(rng, 4, 3, 6, 5)
    model, copy = student.run(probes.kinds, model_seed), probes.kinds(model_seed)
    expected = probes.head_input(copy, "fc", x)
    student.freeze_backbone(model, "fc")
    names = probes.trainable(copy)
    expect(student.run(probes.trainable, model)).equals({n: n[:3] == "fc." for n in names})
    student.run(probes.train, model, x)
    came = student.run(probes.state, model)
    expect(outside(came, "fc")).close_to(outside(probes.state(copy), "fc"))
    expect(student.run(probes.head_input, model, "fc", x)).close_to(expected, rtol=1e-7, atol=1e-9)


@frozen
def test_head_takes_the_steps_of_plain_training(student, probes, rng):
    """Its weights after two steps are those of a head on fixed features."""
    model_seed = seed(rng)
    model, copy = student.run(probes.net, "fc", model_seed), probes.net("fc", model_seed)
    x = tensor(rng, 5, 3, 4, 6)
    features = probes.head_input(copy, "fc", x)
    student.freeze_backbone(model, "fc")
    student.run(probes.train, model, x)
    probes.train(copy.fc, features)
    came = student.run(probes.state, model)
    for name in ("weight", "bias"):
        expected = copy.fc.get_parameter(name).detach()
        expect(came[f"fc.{name}"]).close_to(expected, rtol=1e-7, atol=1e-9)


@frozen
def test_freezing_is_in_place(student, probes, rng):
    """The same model comes back; a name that does not exist is refused."""
    model = student.run(probes.net, "fc", seed(rng))
    came = student.run(probes.same, student.freeze_backbone(model, "fc"), model)
    expect(came).satisfies(came is True, "The model that came back is not the one given.")
    expect.raises(AttributeError, student.freeze_backbone, model, "classifier")
