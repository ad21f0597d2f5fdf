"""Hidden tests: preprocessing and features."""

from __future__ import annotations

import pytest
import torch
from torchvision import models

from autograder.feedback import expect

preprocess = pytest.mark.exercise("build_preprocess")
features = pytest.mark.exercise("extract_features")

# Two grey levels: a resized pixel may be rounded, or not, and libraries round differently.
LEVELS = 2.01
SUMS = {"rtol": 1e-7, "atol": 1e-9}  # batches may be summed in any order

PLAIN = {"max_value": 255.0, "channels": "RGB", "mean": [0.0] * 3, "std": [1.0] * 3}


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


def picture(rng, height, width):
    """Random bytes: every pixel tells how it was made.

    None is so dark or bright that bicubic interpolation would leave the range of bytes: libraries
    clamp once or twice.
    """
    return torch.from_numpy(rng.integers(60, 196, (3, height, width)).astype("uint8"))


def seed(rng):
    """Of a model."""
    return int(rng.integers(2**31))


def settings(resize, crop, interpolation="bilinear", **others):
    """Weights whose results are plain grey levels, but for what is asked for."""
    return PLAIN | {"resize": resize, "crop": crop, "interpolation": interpolation} | others


def compare(prepared, preset, image, weights):
    """With a preset of torchvision; two grey levels on the scale of its results."""
    expected = preset(image)
    atol = LEVELS / 255 * weights["max_value"] / min(weights["std"])
    expect(prepared).close_to(expected, rtol=1e-5, atol=atol)


@preprocess
def test_agrees_with_torchvisions_presets(student, rng):
    """ResNet-18 (bilinear), EfficientNet-B0 (bicubic) and MobileNet v3, from their own metadata."""
    sources = (
        models.ResNet18_Weights.IMAGENET1K_V1,
        models.EfficientNet_B0_Weights.IMAGENET1K_V1,
        models.ResNet50_Weights.IMAGENET1K_V2,
    )
    for source, shape in zip(sources, ((300, 375), (450, 300), (232, 348)), strict=True):
        preset = source.transforms()
        weights = {
            "resize": preset.resize_size[0],
            "crop": preset.crop_size[0],
            "interpolation": preset.interpolation.value,
            "max_value": 1.0,
            "channels": "RGB",
            "mean": list(preset.mean),
            "std": list(preset.std),
        }
        image = picture(rng, *shape)
        compare(student.build_preprocess(weights)(image), preset, image, weights)


def resized(image, size, interpolation):
    """Torch's own antialiased interpolation, in float64, clamped to bytes' range."""
    pixels = image[None].to(torch.float64)
    made = torch.nn.functional.interpolate(
        pixels, size=size, mode=interpolation, antialias=True, align_corners=False
    )
    return made[0].clamp(0, 255).float()


@preprocess
def test_small_images_grow(student, rng):
    """An image smaller than asked for is enlarged."""
    for interpolation in ("bilinear", "bicubic"):
        image = picture(rng, 8, 12)
        prepared = student.build_preprocess(settings(20, 20, interpolation))(image)
        expected = resized(image, (20, 30), interpolation)[:, :, 5:25]
        expect(prepared).close_to(expected, atol=LEVELS)


@preprocess
def test_pixels_stay_bytes(student, rng):
    """Between black and white, bicubic interpolation would leave the range from 0 to 255."""
    image = torch.from_numpy(255 * rng.integers(0, 2, (3, 9, 9)).astype("uint8"))
    prepared = student.build_preprocess(settings(24, 24, "bicubic"))(image)
    low, high = float(prepared.min()), float(prepared.max())
    inside = low >= -0.01 and high <= 255.01
    expect(prepared).satisfies(inside, f"Pixels from {low:.1f} to {high:.1f} came out of bytes.")


@preprocess
def test_what_leaves_the_range_is_cut_off(student, rng):
    """Darker than black is black. Stripes of columns: libraries clamp once or twice alike."""
    stripes = 255 * rng.integers(0, 2, (3, 1, 14)).astype("uint8")
    image = torch.from_numpy(stripes).expand(3, 14, 14).contiguous()
    prepared = student.build_preprocess(settings(40, 40, "bicubic"))(image)
    expected = resized(image, (40, 40), "bicubic").clamp(0, 255)
    expect(prepared).close_to(expected, atol=LEVELS)


@preprocess
def test_shorter_side_grows_where_the_longer_one_fits(student, rng):
    """A longer side of `resize` pixels does not make the size right."""
    image = picture(rng, 20, 10)
    prepared = student.build_preprocess(settings(20, 16))(image)
    expected = resized(image, (40, 20), "bilinear")[:, 12:28, 2:18]
    expect(prepared).close_to(expected, atol=LEVELS)


@preprocess
def test_large_images_shrink_with_antialiasing(student, rng):
    """Three pixels become one: all of them count."""
    for interpolation in ("bilinear", "bicubic"):
        image = picture(rng, 96, 60)
        prepared = student.build_preprocess(settings(20, 16, interpolation))(image)
        expected = resized(image, (32, 20), interpolation)[:, 8:24, 2:18]
        expect(prepared).close_to(expected, atol=LEVELS)


@preprocess
def test_interpolation_is_the_one_asked_for(student, rng):
    """One function after another, each with its own setting."""
    image = picture(rng, 30, 48)
    made = [student.build_preprocess(settings(18, 16, i)) for i in ("bicubic", "bilinear")]
    for prepare, interpolation in zip(made, ("bicubic", "bilinear"), strict=True):
        expected = resized(image, (18, 28), interpolation)[:, 1:17, 6:22]
        expect(prepare(image)).close_to(expected, atol=LEVELS)


@preprocess
def test_longer_side_is_rounded_down(student, rng):
    """20 * 59 / 31 = 38.06 and 20 * 60 / 31 = 38.71 both lose their fraction."""
    for longer, height in ((59, 38), (60, 38)):
        image = picture(rng, longer, 31)
        prepared = student.build_preprocess(settings(20, 20))(image)
        top = (height - 20) // 2
        expected = resized(image, (height, 20), "bilinear")[:, top : top + 20]
        expect(prepared).close_to(expected, atol=LEVELS)


@preprocess
def test_image_of_the_right_size_is_only_cut(student, rng):
    """Nothing is resized: the middle of the image, exactly."""
    for shape, rows, columns in (
        ((16, 22), slice(3, 13), slice(6, 16)),
        ((28, 16), slice(9, 19), slice(3, 13)),
    ):
        image = picture(rng, *shape)
        prepared = student.build_preprocess(settings(16, 10, "bicubic"))(image)
        expect(prepared).close_to(image[:, rows, columns].float(), rtol=1e-6, atol=1e-4)


@preprocess
def test_crop_as_large_as_the_image(student, rng):
    """All of it is the middle; an odd rest may lie on either side."""
    image = picture(rng, 12, 12)
    weights = settings(12, 12, max_value=1.0)
    expected = image.float() / 255
    expect(student.build_preprocess(weights)(image)).close_to(expected, rtol=1e-5, atol=1e-6)
    image = picture(rng, 12, 15)
    prepared = student.build_preprocess(settings(12, 12))(image)
    middles = [image[:, :, start : start + 12].float() for start in (1, 2)]
    fits = prepared.shape == (3, 12, 12)
    fits = fits and any(torch.allclose(prepared, m, atol=1e-4) for m in middles)
    expect(prepared).satisfies(fits, "The columns that came are not those of the middle.")


@preprocess
def test_numbers_of_each_channel(student, rng):
    """Every scale and order of channels with its own mean and std."""
    image = picture(rng, 9, 9)
    for max_value in (1.0, 255.0):
        for channels in ("RGB", "BGR"):
            mean = (rng.uniform(0.2, 0.6, 3) * max_value).tolist()
            std = (rng.uniform(0.2, 0.6, 3) * max_value).tolist()
            weights = settings(9, 9, max_value=max_value, channels=channels, mean=mean, std=std)
            planes = [image[i].double() / 255 * max_value for i in range(3)]
            planes = planes[::-1] if channels == "BGR" else planes
            expected = [(p - m) / s for p, m, s in zip(planes, mean, std, strict=True)]
            prepare = student.build_preprocess(weights)
            expect.inputs_kept(student)
            prepared = prepare(image)
            expect.inputs_kept(student)
            expect(prepared).close_to(torch.stack(expected).float(), rtol=1e-4, atol=1e-4)


@preprocess
def test_function_can_be_used_again(student, rng):
    """Images of different sizes, one of them twice, and of one size; they are kept."""
    prepare = student.build_preprocess(settings(6, 5, max_value=1.0))
    one, other = picture(rng, 6, 9), picture(rng, 14, 10)
    first = prepare(one)
    expect.inputs_kept(student)
    expect(tuple(prepare(other).shape)).equals((3, 5, 5))
    expect(prepare(one)).close_to(first)
    prepare = student.build_preprocess(settings(8, 8, max_value=1.0))
    for _ in range(2):
        image = picture(rng, 8, 8)
        expect(prepare(image)).close_to(image.float() / 255, rtol=1e-5, atol=1e-6)


@preprocess
def test_bytes_come_in_and_single_precision_goes_out(student, rng):
    """Only uint8 (3, height, width) is taken; a crop must fit."""
    prepare = student.build_preprocess(settings(6, 6))
    image = picture(rng, 7, 7)
    expect(str(prepare(image).dtype)).equals("torch.float32")
    for wrong in (image.float() / 255, image.double(), image.to(torch.int64)):
        expect.raises(TypeError, prepare, wrong)
    for wrong in (image[:1], image[0], image.permute(1, 2, 0).contiguous(), image[None]):
        expect.raises(ValueError, prepare, wrong)
    for resize, crop in ((6, 7), (224, 256)):
        expect.raises(ValueError, student.build_preprocess, settings(resize, crop))


@features
def test_features_of_any_number_of_images(student, probes, rng):
    """Batches that divide the images, leave one over, or hold more than there are."""
    for kind, name, count, batch_size in (
        ("fc", "fc", 8, 4),
        ("fc", "fc", 9, 4),
        ("heads.main.1", "heads.main.1", 5, 32),
        ("mlp", "mlp.3", 3, 1),
    ):
        model_seed, x = seed(rng), tensor(rng, count, 3, 5, 7)
        expected = probes.head_input(probes.net(kind, model_seed), name, x)
        model = student.run(probes.net, kind, model_seed)
        came = student.extract_features(model, name, x, batch_size=batch_size)
        expect(came).close_to(expected, **SUMS)
        expect.inputs_kept(student)
        expect.fresh_result(student)


@features
def test_default_batch_size_is_32(student, probes, rng):
    """70 images come in at least three batches."""
    model = student.run(probes.net, "fc", seed(rng))
    x = tensor(rng, 70, 3, 3, 4)
    student.extract_features(model, "fc", x)
    sizes = [size for size, _, _ in student.run(probes.log, model) if size]
    fits = max(sizes) <= 32 and sum(sizes) == 70
    expect(sizes).satisfies(fits, f"The batches were {sizes}, for 70 images.")


@features
def test_batches_are_never_too_large(student, probes, rng):
    """Each image goes through once, in batches of the size asked for, without a graph."""
    for count, batch_size in ((10, 4), (6, 6), (5, 1)):
        model = student.run(probes.net, "fc", seed(rng))
        model.train()
        x = tensor(rng, count, 3, 4, 5)
        grad = student.run(probes.requires_grad_of, student.extract_features, model, "fc", x)
        expect(grad).satisfies(grad is False, "The features hang on a graph for gradients.")
        model = student.run(probes.net, "fc", seed(rng))
        student.extract_features(model, "fc", x, batch_size)
        came = student.run(probes.log, model)
        sizes = [size for size, _, _ in came if size]
        fits = max(sizes) <= batch_size and sum(sizes) == count
        said = f"The batches were {sizes}, for {count} images and a batch size of {batch_size}."
        expect(sizes).satisfies(fits, said)
        noted = any(grad for _, grad, _ in came)
        expect(came).satisfies(not noted, "Gradients were on while the features were computed.")


@features
def test_training_mode_does_not_matter(student, probes, rng):
    """A model in training mode gives the features of evaluation mode, and keeps its statistics."""
    model_seed, x = seed(rng), tensor(rng, 7, 3, 5, 4)
    expected = probes.head_input(probes.net("mlp", model_seed, drop=True), "mlp.3", x)
    model = student.run(probes.net, "mlp", model_seed, drop=True)
    model.train()
    before = student.run(probes.state, model)
    expect(student.extract_features(model, "mlp.3", x, 3)).close_to(expected, **SUMS)
    expect(student.run(probes.state, model)).close_to(before)


@features
def test_each_layer_gets_its_mode_back(student, probes, rng):
    """Whether all train, none does, or some do."""
    names = list(probes.modes(probes.net("mlp")))
    for chosen in (names, [], [n for n in names if rng.random() < 0.5], ["", "mlp.2"]):
        model = student.run(probes.net, "mlp", seed(rng))
        student.run(probes.mix_modes, model, chosen)
        student.extract_features(model, "mlp.3", tensor(rng, 5, 3, 4, 4), 2)
        expect(student.run(probes.modes, model)).equals({n: n in chosen for n in names})


@features
def test_model_is_left_alone(student, probes, rng):
    """The head is back in its place, no hook is left, and gradients flow again."""
    model_seed, x = seed(rng), tensor(rng, 5, 3, 6, 4)
    model, copy = student.run(probes.net, "fc", model_seed), probes.net("fc", model_seed)
    before = student.run(probes.hooks, model)
    one = student.extract_features(model, "fc", x[:3], 2)
    expect(student.run(probes.hooks, model)).equals(before)
    expect(student.run(probes.state, model)).close_to(probes.state(copy))
    expect(student.run(probes.trainable, model)).equals(probes.trainable(copy))
    expect(student.run(probes.output, model, x)).close_to(probes.output(copy, x), **SUMS)
    expect(student.extract_features(model, "fc", x[:3], 2)).close_to(one, **SUMS)
    student.run(probes.step, model, x, 0.01)
    probes.step(copy, x, 0.01)
    expect(student.run(probes.state, model)).close_to(probes.state(copy), **SUMS)


@features
def test_no_images_no_rows(student, probes, rng):
    """An empty stack gives an empty result with the right number of columns."""
    for kind, name, columns in (("fc", "fc", 6), ("mlp", "mlp.3", 8)):
        model = student.run(probes.net, kind, seed(rng))
        came = student.extract_features(model, name, tensor(rng, 0, 3, 5, 4))
        expect((tuple(came.shape), str(came.dtype))).equals(((0, columns), "torch.float64"))
        expect(student.extract_features(model, name, tensor(rng, 1, 3, 5, 4)).shape).equals(
            (1, columns)
        )


@features
def test_impossible_batches_are_refused(student, probes, rng):
    """A batch of nothing; a head that is not there; single precision stays."""
    model = student.run(probes.net, "fc", seed(rng), dtype="float32")
    x = tensor(rng, 3, 3, 4, 4).float()
    expect(str(student.extract_features(model, "fc", x).dtype)).equals("torch.float32")
    for batch_size in (0, -1):
        expect.raises(ValueError, student.extract_features, model, "fc", x, batch_size)
    expect.raises(AttributeError, student.extract_features, model, "head", x)
