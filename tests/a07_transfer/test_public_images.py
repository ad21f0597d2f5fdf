"""What you can check yourself: preprocessing, features, fine-tuning, and batch norm's statistics.

No data are needed: the images are made up here.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

preprocess = pytest.mark.exercise("build_preprocess")
features = pytest.mark.exercise("extract_features")
tune = pytest.mark.exercise("fine_tune")
trained = pytest.mark.exercise("fine_tune", portable=False)
adapt = pytest.mark.exercise("adapt_batchnorm")

IMAGENET = {
    "resize": 2,
    "crop": 2,
    "interpolation": "bilinear",
    "max_value": 1.0,
    "channels": "RGB",
    "mean": [0.485, 0.456, 0.406],
    "std": [0.229, 0.224, 0.225],
}
LITE0 = IMAGENET | {
    "max_value": 255.0,
    "interpolation": "bicubic",
    "mean": [127.0, 127.0, 127.0],
    "std": [128.0, 128.0, 128.0],
}


def pixels(*rows):
    """An image whose channels are these rows of numbers, plus 0, 10 and 20."""
    plane = torch.tensor(rows, dtype=torch.uint8)
    return torch.stack([plane, plane + 10, plane + 20])


def made_up(count):
    """Images, three channels, not square."""
    ramp = torch.linspace(0, 9, count * 3 * 5 * 6, dtype=torch.float64)
    return torch.sin(ramp * ramp).reshape(count, 3, 5, 6)


@preprocess
def test_zero_to_one_is_normalised(student):
    """The middle of a 2x4 image on the scale of torchvision's weights, channel by channel."""
    image = pixels([9, 0, 102, 9], [9, 51, 204, 9])
    prepared = student.build_preprocess(IMAGENET)(image)
    red = torch.tensor([[0.0, 0.4], [0.2, 0.8]])
    planes = [(red - 0.485) / 0.229, (red + 10 / 255 - 0.456) / 0.224]
    planes.append((red + 20 / 255 - 0.406) / 0.225)
    # 1e-5: single precision, in any order of the steps.
    expect(prepared).close_to(torch.stack(planes), rtol=1e-5, atol=1e-5)


@preprocess
def test_zero_to_255_is_normalised(student):
    """EfficientNet-Lite0 takes (x - 127) / 128: byte 127 becomes 0, 255 becomes 1."""
    image = pixels([127, 191], [63, 235])
    prepared = student.build_preprocess(LITE0)(image)
    red = torch.tensor([[0.0, 64.0], [-64.0, 108.0]])
    expected = torch.stack([red, red + 10, red + 20]) / 128
    expect(prepared).close_to(expected, rtol=1e-5, atol=1e-5)


@preprocess
def test_network_that_takes_blue_first(student):
    """The channels change places, and mean and std are in the network's order."""
    weights = LITE0 | {"channels": "BGR", "mean": [100.0, 0.0, 0.0], "std": [1.0, 1.0, 2.0]}
    prepared = student.build_preprocess(weights)(pixels([100, 120], [140, 160]))
    red = torch.tensor([[100.0, 120.0], [140.0, 160.0]])
    expected = torch.stack([red + 20 - 100, red + 10, red / 2])
    expect(prepared).close_to(expected, rtol=1e-5, atol=1e-4)


@preprocess
def test_shorter_side_decides(student):
    """An 8x4 image becomes 4x2; of that, the middle 2x2 stay."""
    rows = [[value, value, value, value] for value in (0, 0, 40, 40, 80, 80, 200, 200)]
    for image in (pixels(*rows), pixels(*zip(*rows, strict=True))):
        prepared = student.build_preprocess(LITE0 | {"mean": [0.0] * 3})(image) * 128
        expect(tuple(prepared.shape)).equals((3, 2, 2))
        low, high = float(prepared[0].min()), float(prepared[0].max())
        inside = 30 < low < 60 and 65 < high < 110
        expect(prepared).satisfies(inside, f"Grey levels {low:.0f} to {high:.0f} came; see step 1.")


@preprocess
def test_unusable_images_are_refused(student):
    """A float image, a grey one, and pixels in the order of OpenCV and NumPy."""
    prepare = student.build_preprocess(IMAGENET)
    expect(tuple(prepare(pixels([1, 2, 3], [4, 5, 6])).shape)).equals((3, 2, 2))
    expect.raises(TypeError, prepare, torch.rand(3, 4, 4))
    expect.raises(ValueError, prepare, torch.zeros(1, 4, 4, dtype=torch.uint8))
    expect.raises(ValueError, prepare, torch.zeros(4, 5, 3, dtype=torch.uint8))
    expect.raises(ValueError, student.build_preprocess, IMAGENET | {"crop": 3})


@features
def test_features_are_what_the_head_takes(student, probes):
    """One row of six numbers for each image; the last batch holds one image."""
    model = student.run(probes.net)
    expected = probes.head_input(probes.net(), "fc", made_up(7))
    expect(student.extract_features(model, "fc", made_up(7), 3)).close_to(expected)


@features
def test_features_ignore_the_training_mode(student, probes):
    """Batch norm uses its running statistics, though the model is in training mode."""
    model = student.run(probes.net)
    expected = probes.head_input(probes.net(), "fc", made_up(6))
    model.train()
    expect(student.extract_features(model, "fc", made_up(6), 4)).close_to(expected)


@features
def test_images_come_in_batches(student, probes):
    """At most `batch_size` at a time, each image once, without gradients."""
    model = student.run(probes.net)
    student.extract_features(model, "fc", made_up(7), 3)
    came = student.run(probes.log, model)
    sizes = [size for size, _, _ in came if size]
    fits = max(sizes) <= 3 and sum(sizes) == 7
    expect(came).satisfies(fits, f"The batches were {sizes}, for 7 images and a batch size of 3.")
    grads = any(grad for _, grad, _ in came)
    expect(came).satisfies(not grads, "Gradients were on while the features were computed.")


@features
def test_modes_come_back(student, probes):
    """Each layer has the mode that it had: some training, some not."""
    model = student.run(probes.net)
    student.run(probes.mix_modes, model, ["", "stem", "body.a.1", "fc"])
    before = student.run(probes.modes, model)
    student.extract_features(model, "fc", made_up(3), 2)
    expect(student.run(probes.modes, model)).equals(before)


def stripes(rng, count, classes):
    """Noisy stripes in `classes` directions: images float32 (count, 1, 14, 18), labels int64."""
    labels = rng.permutation(np.arange(count) % classes)
    angle = math.pi * (labels + rng.uniform(-0.2, 0.2, count))[:, None, None] / classes
    start = rng.uniform(0, math.tau, count)[:, None, None]
    row, column = np.mgrid[:14, :18]
    waves = np.cos((row * np.sin(angle) + column * np.cos(angle)) * math.pi / 2 + start)
    noisy = waves + rng.standard_normal(waves.shape)
    return torch.from_numpy(noisy[:, None].astype(np.float32)), torch.from_numpy(labels)


@trained
def test_learns_to_tell_stripes_apart(student, probes, rng):
    """40 examples of four directions; accuracy on 200 other images."""
    images, labels = stripes(rng, 40, 4)
    model = student.run(probes.stripe_net, 3)
    state = student.fine_tune(model, "classifier.1", images, labels, 4)
    copy = probes.stripe_net(4)
    problems = probes.load(copy, state)
    expect(state).satisfies(not problems, f"The state does not fit the model: {problems}.")
    images, labels = stripes(rng, 200, 4)
    accuracy = float((copy(images).argmax(1) == labels).float().mean())
    said = f"The accuracy on new images is {accuracy:.1%}; 90% was expected."
    expect(accuracy).satisfies(accuracy >= 0.9, said)


@trained
def test_state_fits_the_architecture(student, probes, rng):
    """All the model's names, with the new head's shapes, all finite."""
    images, labels = stripes(rng, 30, 6)
    model = student.run(probes.stripe_net, 3)
    state = student.fine_tune(model, "classifier.1", images, labels, 6)
    problems = probes.load(probes.stripe_net(6), state)
    expect(state).satisfies(not problems, f"The state does not fit the model: {problems}.")


@adapt
def test_statistics_of_the_new_images(student, probes):
    """The first batch norm sees a convolution's output: averages of two batches, one small."""
    model, copy = student.run(probes.net), probes.net()
    batches = [made_up(6)[:4], 3 * made_up(6)[4:]]
    student.adapt_batchnorm(model, batches)
    seen = [F.conv2d(copy.scale(x + copy.offset), copy.stem[0].weight, padding=1) for x in batches]
    state = student.run(probes.state, model)
    mean = (seen[0].mean((0, 2, 3)) + seen[1].mean((0, 2, 3))) / 2
    var = (seen[0].var((0, 2, 3)) + seen[1].var((0, 2, 3))) / 2
    expect(state["stem.1.running_mean"]).close_to(mean.detach(), rtol=1e-7, atol=1e-9)
    expect(state["stem.1.running_var"]).close_to(var.detach(), rtol=1e-7, atol=1e-9)


@adapt
def test_weights_stay(student, probes):
    """Nothing but running statistics changes."""
    model = student.run(probes.net)
    before = student.run(probes.state, model)
    student.adapt_batchnorm(model, [made_up(4), made_up(5)])
    after = student.run(probes.state, model)
    tracked = ("running_mean", "running_var", "num_batches_tracked")
    kept = [name for name in before if not name.endswith(tracked)]
    expect({n: after[n] for n in kept}).close_to({n: before[n] for n in kept})


@adapt
def test_mode_and_momentum_come_back(student, probes):
    """Each layer's mode, and each batch norm's momentum, are what they were."""
    norms = ["stem.1", "body.a.1.0", "fc_norm"]
    model = student.run(probes.net)
    student.run(probes.mix_modes, model, ["", "stem", "stem.1", "fc"])
    before = student.run(probes.modes, model)
    student.adapt_batchnorm(model, [made_up(4)])
    expect(student.run(probes.modes, model)).equals(before)
    expect(student.run(probes.momenta, model, norms)).close_to([0.1, None, 0.1])


@adapt
def test_no_batches_are_refused(student, probes):
    """Without images there is nothing to measure, and nothing is forgotten."""
    model = student.run(probes.net)
    student.adapt_batchnorm(model, [made_up(4)])
    before = student.run(probes.state, model)
    expect.raises(ValueError, student.adapt_batchnorm, model, [])
    expect(student.run(probes.state, model)).close_to(before)
