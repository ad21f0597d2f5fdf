"""Hidden tests: batch norm's statistics, measured anew on another domain."""

from __future__ import annotations

import pytest
import torch
from torch.optim.swa_utils import update_bn

from autograder.feedback import expect

adapt = pytest.mark.exercise("adapt_batchnorm")

SUMS = {"rtol": 1e-7, "atol": 1e-9}  # batches may be summed in any order
NORMS = ["stem.1", "body.a.1.0", "fc_norm"]


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


def seed(rng):
    """Of a model."""
    return int(rng.integers(2**31))


def adapted(probes, model_seed, batches):
    """The state after PyTorch's own update of running statistics; nothing drops there."""
    copy = probes.net("mlp", model_seed)
    copy.mlp[2].p = 0.0
    update_bn(batches, copy)
    return probes.state(copy)


def batches_of(rng, *sizes):
    """Batches of different sizes, brightness and contrast."""
    return [(k + 1) * tensor(rng, n, 3, 4, 5) + k for k, n in enumerate(sizes)]


@adapt
def test_statistics_of_every_layer(student, probes, rng):
    """Averages over batches of unequal sizes; old ones are forgotten; batches are counted."""
    for sizes in ((4,), (5, 3), (2, 6, 4, 3)):
        model_seed, batches = seed(rng), batches_of(rng, *sizes)
        model = student.run(probes.net, "mlp", model_seed)
        student.adapt_batchnorm(model, batches)
        expected = adapted(probes, model_seed, batches)
        expect(student.run(probes.state, model)).close_to(expected, **SUMS)


@adapt
def test_dropout_does_not_disturb(student, probes, rng):
    """Layers other than batch norm work as in evaluation, whatever mode they were in."""
    model_seed, batches = seed(rng), batches_of(rng, 4, 5)
    expected = adapted(probes, model_seed, batches)
    for training in (True, False):
        model = student.run(probes.net, "mlp", model_seed, drop=True)
        model.train(training)
        student.adapt_batchnorm(model, batches)
        expect(student.run(probes.state, model)).close_to(expected, **SUMS)


@adapt
def test_momentum_does_not_matter(student, probes, rng):
    """Nor does the order of the batches; each layer keeps its momentum."""
    model_seed, batches = seed(rng), batches_of(rng, 3, 6, 4)
    states = []
    for momentum, order in (
        (0.1, (0, 1, 2)),
        (0.9, (2, 0, 1)),
        (None, (1, 2, 0)),
        (0.0, (2, 1, 0)),
    ):
        model = student.run(probes.normal_batch_norm, NORMS, momentum, model_seed)
        student.adapt_batchnorm(model, [batches[i] for i in order])
        states.append(student.run(probes.state, model))
        came = student.run(probes.momenta, model, NORMS)
        expect(came).close_to([momentum] * len(NORMS))
    for other in states[1:]:
        expect(other).close_to(states[0], **SUMS)


@adapt
def test_adapting_twice_is_adapting_once(student, probes, rng):
    """The second measurement owes nothing to the first."""
    model_seed, first, second = seed(rng), batches_of(rng, 4, 3), batches_of(rng, 6)
    model = student.run(probes.net, "mlp", model_seed)
    student.adapt_batchnorm(model, first)
    student.adapt_batchnorm(model, second)
    expected = adapted(probes, model_seed, second)
    expect(student.run(probes.state, model)).close_to(expected, **SUMS)


@adapt
def test_all_else_is_put_back(student, probes, rng):
    """Gradients, and the mode of every single layer."""
    names = list(probes.modes(probes.net("mlp")))
    for chosen in (names, [], [n for n in names if rng.random() < 0.5], ["", "stem.1", "mlp.2"]):
        model = student.run(probes.net, "mlp", seed(rng))
        student.run(probes.mix_modes, model, chosen)
        student.run(probes.freeze, model, ["stem.1.weight", "mlp.1.bias"])
        before = student.run(probes.trainable, model)
        student.adapt_batchnorm(model, batches_of(rng, 4, 3))
        expect(student.run(probes.modes, model)).equals({n: n in chosen for n in names})
        expect(student.run(probes.trainable, model)).equals(before)


@adapt
def test_each_batch_goes_through_once(student, probes, rng):
    """In the sizes given, without gradients; the batches are kept."""
    model, batches = student.run(probes.net, "fc", seed(rng)), batches_of(rng, 4, 2, 5)
    kept = [batch.clone() for batch in batches]
    student.adapt_batchnorm(model, batches)
    came = student.run(probes.log, model)
    sizes = sorted(size for size, _, _ in came)
    expect(came).satisfies(sizes == [2, 4, 5], f"The batches that came by held {sizes} images.")
    noted = any(grad for _, grad, _ in came)
    expect(came).satisfies(not noted, "Gradients were on while statistics were collected.")
    expect(batches).close_to(kept)


@adapt
def test_every_kind_of_batch_norm_is_measured(student, probes, rng):
    """Subclasses and volumes are measured like the others."""
    model_seed, batches = seed(rng), batches_of(rng, 4, 2)
    model, copy = student.run(probes.kinds, model_seed), probes.kinds(model_seed)
    student.adapt_batchnorm(model, batches)
    update_bn(batches, copy)
    expect(student.run(probes.state, model)).close_to(probes.state(copy), **SUMS)


@adapt
def test_other_layers_evaluate(student, probes, rng):
    """Also layers of unknown kinds, in a model that was in training mode."""
    model = student.run(probes.net, "fc", seed(rng))
    model.train()
    student.adapt_batchnorm(model, batches_of(rng, 3, 4))
    came = student.run(probes.log, model)
    trained = any(training for _, _, training in came)
    expect(came).satisfies(not trained, "A layer other than batch norm was in training mode.")


@adapt
def test_model_trains_on(student, probes, rng):
    """Gradients flow again, and no hook is left."""
    model, x = student.run(probes.net, "fc", seed(rng)), tensor(rng, 3, 3, 4, 5)
    before = student.run(probes.hooks, model)
    student.adapt_batchnorm(model, [x])
    expect(student.run(probes.hooks, model)).equals(before)
    weight = student.run(probes.state, model)["fc.weight"]
    student.run(probes.step, model, x)
    moved = not torch.equal(student.run(probes.state, model)["fc.weight"], weight)
    expect(weight).satisfies(moved, "A step of training afterwards changes nothing.")


@adapt
def test_adapting_is_in_place(student, probes, rng):
    """The model that was given has the new statistics, and comes back itself."""
    model = student.run(probes.net, "fc", seed(rng))
    same = student.run(probes.same, student.adapt_batchnorm(model, batches_of(rng, 3)), model)
    expect(same).satisfies(same is True, "The model that came back is not the one given.")


@adapt
def test_layers_without_statistics_stay_so(student, probes, rng):
    """A batch norm that tracks nothing is no reason to stop; other buffers are kept."""
    model_seed, x = seed(rng), tensor(rng, 6, 3, 5, 4)
    model = student.run(probes.untracked, model_seed)
    student.adapt_batchnorm(model, [x])
    copy = probes.untracked(model_seed)
    update_bn([x], copy)
    expect(student.run(probes.state, model)).close_to(probes.state(copy), **SUMS)


@adapt
def test_nothing_to_measure_is_refused(student, probes, rng):
    """An empty list of batches is an error, and the model stays as it was."""
    model = student.run(probes.net, "fc", seed(rng))
    student.adapt_batchnorm(model, batches_of(rng, 3))
    student.run(probes.mix_modes, model, ["", "stem"])
    before = student.run(probes.state, model), student.run(probes.modes, model)
    expect.raises(ValueError, student.adapt_batchnorm, model, [])
    expect(student.run(probes.state, model)).close_to(before[0])
    expect(student.run(probes.modes, model)).equals(before[1])
