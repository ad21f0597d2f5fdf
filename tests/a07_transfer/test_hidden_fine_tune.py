"""Hidden tests: the accuracy of the state that comes back, on images that never crossed the wall.

Each network is built anew here: from a submission comes a dict of tensors, nothing else.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.errors import GraderFault
from autograder.feedback import expect

tune = pytest.mark.exercise("fine_tune")

DATA = Path(__file__).parents[2] / "data"
SIDE = 64


def data(name, script):
    """Where a file of real data lies; its absence is the grader's fault, never the student's."""
    path = DATA / name
    if not path.exists():
        raise GraderFault(f"data/{name} is missing: run `python data_scripts/{script}`.")
    return path


def textures(rng, count, classes):
    """Noisy stripes in `classes` directions: images float32 (count, 1, 16, 13), labels int64."""
    labels = np.repeat(np.arange(classes), -(-count // classes))[:count]
    rng.shuffle(labels)
    angle = math.pi * (labels + rng.uniform(-0.25, 0.25, count)) / classes
    pace = math.tau / rng.uniform(3.6, 4.4, count)
    row, column = np.indices((16, 13))
    along = np.multiply.outer(np.sin(angle), row) + np.multiply.outer(np.cos(angle), column)
    phase = rng.uniform(0, math.tau, count)
    waves = np.sin(along * pace[:, None, None] + phase[:, None, None])
    images = waves + rng.normal(0, 0.9, waves.shape)
    return torch.from_numpy(images[:, None].astype(np.float32)), torch.from_numpy(labels)


def accuracy(model, images, labels):
    """Share of right answers, in evaluation mode."""
    model.eval()
    with torch.no_grad():
        said = torch.cat([model(part).argmax(1) for part in images.split(50)])
    return float((said == labels).float().mean())


def loaded(probes, copy, state):
    """The grader's own copy of the network with the state that came."""
    problems = probes.load(copy, state)
    expect(state).satisfies(not problems, f"The state does not fit the model: {problems}.")
    return copy


def check_stripes(student, probes, rng, classes, per_class):
    """Few examples of a new task; the accuracy on 400 others."""
    images, labels = textures(rng, classes * per_class, classes)
    model = student.run(probes.stripe_net, 5)
    state = student.fine_tune(model, "classifier.1", images, labels, classes)
    copy = loaded(probes, probes.stripe_net(classes), state)
    share = accuracy(copy, *textures(rng, 400, classes))
    said = f"The accuracy on new images is {share:.1%}, which is too low."
    expect(share).satisfies(share >= 0.9, said)


@tune
def test_stripes_in_three_directions(student, probes, rng):
    """Ten examples of each class."""
    check_stripes(student, probes, rng, 3, 10)


@tune
def test_stripes_in_six_directions(student, probes, rng):
    """More classes than the old head had, twelve examples of each."""
    check_stripes(student, probes, rng, 6, 12)


@tune
def test_as_many_classes_as_before(student, probes, rng):
    """The old head knows nothing of the new classes, though it has as many."""
    check_stripes(student, probes, rng, 5, 10)


@tune
def test_examples_sorted_by_class(student, probes, rng):
    """All examples of a class come together, as from folders."""
    images, labels = textures(rng, 60, 4)
    order = labels.argsort(stable=True)
    model = student.run(probes.stripe_net, 3)
    state = student.fine_tune(model, "classifier.1", images[order], labels[order], 4)
    copy = loaded(probes, probes.stripe_net(4), state)
    share = accuracy(copy, *textures(rng, 400, 4))
    said = f"The accuracy on new images is {share:.1%}, which is too low."
    expect(share).satisfies(share >= 0.9, said)


@tune
def test_state_is_that_of_the_whole_model(student, probes, rng):
    """Names, shapes and dtypes are the architecture's, and every number is finite."""
    images, labels = textures(rng, 24, 2)
    model = student.run(probes.stripe_net, 3)
    state = student.fine_tune(model, "classifier.1", images, labels, 2)
    expect(state).satisfies(type(state) is dict, "A state dict was expected.")
    expect(sorted(state)).equals(sorted(probes.stripe_net(2).state_dict()))
    loaded(probes, probes.stripe_net(2), state)


def digits(rng):
    """Real digits, 20 of each class to learn from and 400 others.

    Returns:
        Images float32 (n, 3, 64, 64) as EfficientNet-Lite0 takes them and labels, twice.
    """
    raw = np.load(data("digits.npz", "fetch_digits.py"))
    labels = torch.from_numpy(raw["labels"])
    order = torch.from_numpy(rng.permutation(len(labels)))
    seen = torch.cat([order[labels[order] == digit][:20] for digit in range(10)])
    seen = seen[torch.from_numpy(rng.permutation(len(seen)))]
    chosen = torch.zeros(len(labels), dtype=torch.bool)
    chosen[seen] = True
    new = order[~chosen[order]][:400]

    def prepared(rows):
        pixels = torch.from_numpy(raw["images"])[rows][:, None].float() * 255 / 16
        pixels = F.interpolate(pixels, size=(SIDE, SIDE), mode="bilinear")
        return ((pixels - 127) / 128).expand(-1, 3, -1, -1).contiguous(), labels[rows]

    return *prepared(seen), *prepared(new)


@pytest.mark.exercise("fine_tune", weight=2)
def test_digits_with_efficientnet_lite0(student, probes, rng):
    """200 real digits, a real pretrained network; the accuracy on 400 other digits."""
    path = data("efficientnet_lite0.pt", "fetch_efficientnet_lite0.py")
    images, labels, new_images, new_labels = digits(rng)
    weights = torch.load(path, weights_only=True)
    model = student.run(probes.lite0, weights)
    state = student.fine_tune(model, "classifier", images, labels, 10)
    copy = loaded(probes, probes.lite0(None, 10), state)
    share = accuracy(copy, new_images, new_labels)
    said = f"The accuracy on new digits is {share:.1%}, which is too low."
    expect(share).satisfies(share >= 0.7, said)
