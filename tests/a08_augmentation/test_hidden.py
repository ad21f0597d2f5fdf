"""Hidden tests: crop and flip, rotation, shift and zoom."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torchvision.transforms import InterpolationMode
from torchvision.transforms.v2 import functional as transforms

from autograder.feedback import expect

crop_flip = pytest.mark.exercise("random_crop_flip")
rotation = pytest.mark.exercise("rotate")
zooming = pytest.mark.exercise("shift_zoom")

# An angle in single precision moves places by less than 1e-6 pixels; float32 images lose more.
READ, SINGLE = {"rtol": 1e-5, "atol": 1e-5}, {"rtol": 1e-4, "atol": 1e-4}


def seed(rng):
    """Seed of a torch generator."""
    return int(rng.integers(2**31))


def images(rng, *shape, dtype=torch.float64):
    """Images whose pixels all differ, none is 0."""
    return torch.from_numpy(rng.uniform(0.1, 1, shape)).to(dtype)


def comes_from_the_generator(student, probes, rng, function, *args):
    """The three rules of randomness."""
    found = student.run(probes.randomness, function, seed(rng), *args)
    expect(found).equals({"repeats": True, "moves_on": True, "leaves_the_global_alone": True})


def is_uniform(values, outcomes, margin, what):
    """Each of the outcomes 0 .. outcomes - 1 has its share."""
    counts = np.bincount(values, minlength=outcomes)
    shares = counts / max(len(values), 1)
    far = np.abs(shares - 1 / outcomes).max() > margin(len(values), outcomes)
    far = far or len(counts) > outcomes
    expect(shares).satisfies(not far, f"{what} is not uniform: the shares are {shares.round(3)}.")


def follows_uniform(values, low, high, margin, what):
    """A continuous draw, by its distribution function."""
    u = np.sort((np.asarray(values) - low) / (high - low))
    steps = np.arange(len(u) + 1) / len(u)
    gap = max(np.abs(steps[1:] - u).max(), np.abs(steps[:-1] - u).max())
    end = 27 / len(u)  # which all draws miss with a chance below exp(-27), or 2e-12
    covers = bool(-1e-6 < u[0] <= end and 1 - end <= u[-1] < 1 + 1e-6)
    expect(values).satisfies(covers, f"{what} comes from {min(values)} to {max(values)}.")
    text = f"{what} is not uniform over its range: the mean is {np.mean(values):.4g}."
    expect(values).satisfies(gap <= margin(len(u)), text)


def are_independent(one, other, margin, what):
    """Of two fair yes/no draws, each pair has a quarter."""
    both = [np.mean((one == a) & (other == b)) for a in (False, True) for b in (False, True)]
    near = np.abs(np.array(both) - 0.25).max() <= margin(len(one), 4)
    expect(both).satisfies(near, f"{what} depend on each other.")


def windows(image, padding):
    """Every window of one image (channels, height, width), [top, left, mirrored] flattened."""
    (rows, columns), (height, width) = padding, image.shape[1:]
    padded = torch.zeros(len(image), height + 2 * rows, width + 2 * columns, dtype=image.dtype)
    padded[:, rows : rows + height, columns : columns + width] = image
    found = []
    for top in range(2 * rows + 1):
        for left in range(2 * columns + 1):
            window = padded[:, top : top + height, left : left + width]
            found += [window, window.flip(2)]
    return torch.stack(found)


def which_window(out, image, padding):
    """(top, left, mirrored) of each result."""
    known = windows(image, padding)
    hits = (out[:, None] == known[None]).flatten(2).all(2).numpy()
    text = "A result is no window of the padded image, or not of its own image."
    expect(out).satisfies(hits.any(axis=1).all(), text)
    shape = (2 * padding[0] + 1, 2 * padding[1] + 1, 2)
    return np.unravel_index(hits.argmax(axis=1), shape)


def many_windows(student, probes, rng, padding=(1, 2), count=6000):
    """The draws for many copies of one image."""
    image = images(rng, 1, 4, 6)
    x = image.expand(count, 1, 4, 6).contiguous()
    out = student.random_crop_flip(x, padding, student.run(probes.generator, seed(rng)))
    expect(out).satisfies(type(out) is torch.Tensor and out.shape == x.shape, "Not of x's shape.")
    return which_window(out, image, padding)


@crop_flip
def test_windows_are_uniform(student, probes, rng):
    """Every row and every column that is possible is equally likely, the last ones too."""
    top, left, _ = many_windows(student, probes, rng)
    is_uniform(top, 3, probes.margin, "The first row")
    is_uniform(left, 5, probes.margin, "The first column")


@crop_flip
def test_half_of_the_images_are_mirrored(student, probes, rng):
    """With probability 1/2, whatever the window and the neighbour."""
    top, left, mirrored = many_windows(student, probes, rng, (1, 1))
    is_uniform(mirrored, 2, probes.margin, "Mirrored or not")
    is_uniform(2 * top + mirrored, 6, probes.margin, "The pair of first row and mirrored or not")
    is_uniform(2 * left + mirrored, 6, probes.margin, "The pair of column and mirrored or not")
    is_uniform(3 * top + left, 9, probes.margin, "The pair of first row and first column")
    for draw, kinds in ((top, 3), (left, 3), (mirrored, 2)):
        pairs = kinds * draw[::2] + draw[1::2]
        is_uniform(pairs, kinds**2, probes.margin, "The pair of neighbours")


@crop_flip
def test_each_image_stays_at_its_place(student, probes, rng):
    """Result i is a window of image i, with all its channels moved alike."""
    x, padding = images(rng, 20, 5, 5, 4) - 0.5, (2, 1)
    out = student.random_crop_flip(x, padding, generator=student.run(probes.generator, seed(rng)))
    expect(out).satisfies(type(out) is torch.Tensor and out.shape == x.shape, "Not of x's shape.")
    for i in range(20):
        which_window(out[i : i + 1], x[i], padding)


@crop_flip
def test_no_padding_only_mirrors(student, probes, rng):
    """Then a result is the image or its mirror image; one axis may be padded alone."""
    image = images(rng, 2, 3, 5)
    x = image.expand(200, 2, 3, 5).contiguous()
    for padding in (0, (0, 0), (2, 0), [0, 1]):
        out = student.random_crop_flip(x, padding, student.run(probes.generator, seed(rng)))
        pair = (padding, padding) if padding == 0 else padding
        _, _, mirrored = which_window(out, image, pair)
        # all or none of 200 images alike: a chance of 2 ** -199
        expect(out).satisfies(0 < mirrored.sum() < 200, "All images are mirrored, or none.")


@crop_flip
def test_padding_larger_than_the_image(student, probes, rng):
    """Some windows then see no pixel at all; a negative padding is refused."""
    x = images(rng, 30, 1, 2, 3)
    source = student.run(probes.generator, seed(rng))
    out = student.random_crop_flip(x, (5, 4), source)
    expect(out).satisfies(type(out) is torch.Tensor and out.shape == x.shape, "Not of x's shape.")
    for i in range(30):
        which_window(out[i : i + 1], x[i], (5, 4))
    expect.raises(ValueError, student.random_crop_flip, x, (1, -1), source)


@crop_flip
def test_crops_leave_their_input_alone(student, probes, rng):
    """x is kept, the result is new, its dtype is that of x; an empty batch stays empty."""
    for dtype in (torch.float32, torch.float64):
        x = images(rng, 1, 2, 3, 4, dtype=dtype)
        for padding in (0, 1):
            source = student.run(probes.generator, seed(rng))
            out = student.random_crop_flip(x, padding, source)
            expect.inputs_kept(student)
            expect.fresh_result(student)
            which_window(out, x[0], (padding, padding))
            expect(out.dtype).satisfies(out.dtype == dtype, f"The dtype is {out.dtype}.")
        empty = student.random_crop_flip(x[:0], 1, student.run(probes.generator, seed(rng)))
        expect(empty).close_to(x[:0])


@crop_flip
def test_crops_come_from_the_generator(student, probes, rng):
    """Its state decides, a call moves it on, and nothing global is read or changed."""
    x = images(rng, 64, 1, 4, 5)
    comes_from_the_generator(student, probes, rng, student.random_crop_flip, x, 2)


def read(x, v, u):
    """Bilinear interpolation by its formula: each pixel counts by how near it is.

    x: (batch, channels, height, width); v, u: (height, width), pixels from the centre.
    """
    height, width = x.shape[2:]
    rows, columns = np.arange(height) - (height - 1) / 2, np.arange(width) - (width - 1) / 2
    near_rows = np.maximum(0, 1 - np.abs(v[..., None] - rows))
    near_columns = np.maximum(0, 1 - np.abs(u[..., None] - columns))
    return torch.from_numpy(
        np.einsum("bchw,ijh,ijw->bcij", x.double().numpy(), near_rows, near_columns)
    )


def places(x):
    """v (height, 1) and u (1, width), from the centre."""
    height, width = x.shape[2:]
    v, u = np.arange(height) - (height - 1) / 2, np.arange(width) - (width - 1) / 2
    return v[:, None], u[None, :]


def turned(x, degrees):
    """Give the rotation by the docstring's formula."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    v, u = places(x)
    return read(x, u * sin + v * cos, u * cos - v * sin)


@rotation
def test_rotation_by_any_angle(student, rng):
    """Several images and channels, high and wide, both directions."""
    for shape in ((2, 3, 5, 8), (1, 2, 9, 4), (2, 1, 6, 6)):
        x = images(rng, *shape)
        for degrees in (30, -17.5, 118.25, 203, float(rng.uniform(-180, 180))):
            expect(student.rotate(x, degrees)).close_to(turned(x, degrees), **READ)


@rotation
def test_rotation_agrees_with_torchvision(student, rng):
    """An independent implementation of the same convention."""
    x = images(rng, 2, 3, 7, 10)
    for degrees in (12.0, -75.0, 160.0):
        expected = transforms.rotate(x, degrees, interpolation=InterpolationMode.BILINEAR)
        expect(student.rotate(x, degrees)).close_to(expected, **READ)


@rotation
def test_quarter_turns_move_pixels(student, rng):
    """Exactly on square images, of even and odd size; half turns on all images."""
    for side in (4, 5):
        x = images(rng, 2, 3, side, side)
        for turns in (-1, 1, 2, 3):
            expected = torch.rot90(x, turns, (2, 3))
            expect(student.rotate(x, 90 * turns)).close_to(expected, **READ)
    x = images(rng, 2, 2, 3, 6)
    expect(student.rotate(x, 180)).close_to(x.flip(2, 3), **READ)


@rotation
def test_quarter_turn_of_a_wide_image(student, rng):
    """The frame stays as it is, and what leaves it is lost; pixels may fall between pixels."""
    for shape in ((1, 2, 4, 8), (1, 2, 5, 8), (1, 1, 7, 3)):
        x = images(rng, *shape)
        for degrees in (90, 270):
            expect(student.rotate(x, degrees)).close_to(turned(x, degrees), **READ)


@rotation
def test_full_turns_change_nothing(student, rng):
    """Angles beyond a turn are as good as others, and 0 gives a copy."""
    x = images(rng, 2, 2, 4, 7)
    for degrees in (0, 360, -720):
        expect(student.rotate(x, degrees)).close_to(x, **READ)
        expect.fresh_result(student)
    expect(student.rotate(x, 395)).close_to(turned(x, 35), **READ)
    expect(student.rotate(x, -400)).close_to(turned(x, -40), **READ)


@rotation
def test_rotation_keeps_dtype_and_input(student, rng):
    """float32 in, float32 out; x is kept; an empty batch stays empty."""
    x = images(rng, 2, 3, 5, 6, dtype=torch.float32)
    expect(student.rotate(x, 25)).close_to(turned(x, 25).float(), **SINGLE)
    expect.inputs_kept(student)
    expect.fresh_result(student)
    expect(student.rotate(x[:0], 25)).close_to(x[:0])


@rotation
def test_rotation_of_large_and_negative_values(student, rng):
    """Values are not clamped: they need not lie in [0, 1]."""
    x = 300 * (images(rng, 1, 3, 6, 9) - 0.6)
    expect(student.rotate(x, 63)).close_to(turned(x, 63), rtol=1e-5, atol=3e-3)


@rotation
def test_rotation_of_transposed_memory(student, probes, rng):
    """The images need not lie in one piece."""
    x = images(rng, 2, 3, 5, 7)
    answer = student.run(probes.with_transposed_memory, student.rotate, x, 40)
    expect(answer).close_to(turned(x, 40), **READ)


def ramps(count, height, width):
    """Images that say where a pixel comes from: row, column and one, from the centre."""
    v, u = torch.meshgrid(
        torch.arange(height, dtype=torch.float64) - (height - 1) / 2,
        torch.arange(width, dtype=torch.float64) - (width - 1) / 2,
        indexing="ij",
    )
    return torch.stack([v, u, torch.ones_like(v)]).expand(count, 3, height, width).contiguous()


def read_off(spot, size):
    """Down, right and factor, from the four pixels in the middle of ramps."""
    spot = np.asarray(spot.double())
    v, u = size[0] // 2 - (size[0] - 1) / 2, size[1] // 2 - (size[1] - 1) / 2
    here = spot[:, :, 0, 0]
    steps = np.stack([spot[:, 0, 1, 0] - here[:, 0], spot[:, 1, 0, 1] - here[:, 1]])
    alike = np.isfinite(steps).all() and steps.min() > 0.1 and np.ptp(steps, axis=0).max() < 1e-6
    expect(spot).satisfies(alike, "Rows and columns are not enlarged by one and the same factor.")
    factor = 1 / steps[0]
    return v - here[:, 0] * factor, u - here[:, 1] * factor, factor


def motions(student, probes, rng, shift, zoom, count, size=(11, 16)):
    """Down, right and factor of many copies of one image."""
    ramp = ramps(1, *size)[0]
    args = student.shift_zoom, seed(rng), count, ramp, shift, zoom
    return read_off(student.run(probes.around_the_centre, *args), size)


@zooming
def test_images_are_read_at_the_right_places(student, probes, rng):
    """The whole result follows from the three draws, zeros at the border as well."""
    for size in ((11, 16), (14, 9)):
        x = ramps(40, *size)
        out = student.shift_zoom(x, (0.1, 0.15), 0.3, student.run(probes.generator, seed(rng)))
        right = type(out) is torch.Tensor and out.shape == x.shape
        expect(out).satisfies(right, "Not of x's shape.")
        row, column = size[0] // 2, size[1] // 2
        down, right, factor = read_off(out[:, :, row : row + 2, column : column + 2], size)
        x = ramps(1, *size)
        v, u = places(x)
        for i in range(40):
            expected = read(x, (v - down[i]) / factor[i], (u - right[i]) / factor[i])[0]
            # 1e-6: the three draws are read off the result
            expect(out[i]).close_to(expected, rtol=1e-6, atol=1e-6)


@zooming
def test_shifts_are_uniform(student, probes, rng):
    """Fractions of the height down, of the width to the right, in both directions."""
    down, right, factor = motions(student, probes, rng, (0.1, 0.2), 0.25, 4000)
    follows_uniform(down, -1.1, 1.1, probes.margin, "The shift down")
    follows_uniform(right, -3.2, 3.2, probes.margin, "The shift to the right")
    are_independent(down > 0, right > 0, probes.margin, "The shifts down and to the right")
    are_independent(down > 0, factor > 1, probes.margin, "The shift down and the factor")
    are_independent(right > 0, factor > 1, probes.margin, "The shift to the right and the factor")
    are_independent(right[::2] > 0, right[1::2] > 0, probes.margin, "Neighbouring images")


@zooming
def test_factors_are_uniform(student, probes, rng):
    """From 1 - zoom to 1 + zoom; the factor itself, neither its inverse nor its logarithm."""
    down, right, factor = motions(student, probes, rng, 0.05, 0.6, 4000, (16, 11))
    follows_uniform(factor, 0.4, 1.6, probes.margin, "The factor")
    follows_uniform(down, -0.8, 0.8, probes.margin, "The shift down")
    follows_uniform(right, -0.55, 0.55, probes.margin, "The shift to the right")
    are_independent(down[::2] > 0, down[1::2] > 0, probes.margin, "Neighbouring images")
    are_independent(factor[::2] > 1, factor[1::2] > 1, probes.margin, "Neighbouring images")


@zooming
def test_nothing_to_shift_or_zoom(student, probes, rng):
    """Ranges of 0 leave the images as they are, in a new tensor; either may be 0 alone."""
    x = images(rng, 3, 2, 5, 8)
    out = student.shift_zoom(x, 0, 0, student.run(probes.generator, seed(rng)))
    expect(out).close_to(x, **READ)
    expect.inputs_kept(student)
    expect.fresh_result(student)
    down, right, factor = motions(student, probes, rng, (0.0, 0.1), 0.0, 50)
    still = np.abs(down).max() < 1e-6 and np.abs(factor - 1).max() < 1e-6
    expect(down).satisfies(still and np.ptp(right) > 0, "The columns alone should move.")
    down, right, factor = motions(student, probes, rng, 0, 0.2, 50)
    still = np.abs(down).max() < 1e-6 and np.abs(right).max() < 1e-6
    expect(down).satisfies(still and np.ptp(factor) > 0, "The size alone should change.")


@zooming
def test_shift_zoom_moves_other_images_alike(student, probes, rng):
    """The values of x have no say: the same state moves other images in the same way."""
    number = seed(rng)
    one, other = images(rng, 2, 2, 6, 7), images(rng, 2, 2, 6, 7)
    parts = [
        student.shift_zoom(x, 0.2, 0.3, student.run(probes.generator, number))
        for x in (one, other, 2 * one - 3 * other)
    ]
    expect(parts[2]).close_to(2 * parts[0] - 3 * parts[1], rtol=1e-8, atol=1e-8)


@zooming
def test_shift_zoom_keeps_dtype_and_input(student, probes, rng):
    """float32 in, float32 out; x is kept; an empty batch stays empty; bad ranges are refused."""
    number = seed(rng)
    x = images(rng, 2, 3, 5, 6, dtype=torch.float32)
    out = student.shift_zoom(x, 0.1, 0.2, generator=student.run(probes.generator, number))
    expect.inputs_kept(student)
    expect.fresh_result(student)
    expect(out.dtype).satisfies(out.dtype == torch.float32, f"The dtype is {out.dtype}.")
    source = student.run(probes.generator, number)
    expect(student.shift_zoom(x[:0], 0.1, 0.2, source)).close_to(x[:0])
    expect.raises(ValueError, student.shift_zoom, x, -0.1, 0.2, source)
    for zoom in (1.0, 1.5, -0.1):
        expect.raises(ValueError, student.shift_zoom, x, 0.1, zoom, source)


@zooming
def test_shift_zoom_comes_from_the_generator(student, probes, rng):
    """Its state decides, a call moves it on, and nothing global is read or changed."""
    x = images(rng, 4, 2, 5, 6)
    comes_from_the_generator(student, probes, rng, student.shift_zoom, x, 0.1, 0.2)
