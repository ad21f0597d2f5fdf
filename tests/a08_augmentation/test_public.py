"""What you can check yourself. More tests run when your work is graded."""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

crop_flip = pytest.mark.exercise("random_crop_flip")
rotation = pytest.mark.exercise("rotate")
zooming = pytest.mark.exercise("shift_zoom")
jitter = pytest.mark.exercise("color_jitter")
label = pytest.mark.exercise("keeps_label")

NEAR = {"rtol": 1e-5, "atol": 1e-5}  # angles and factors may be of single precision


def image(rows):
    """Make one image of one channel."""
    return torch.tensor(rows, dtype=torch.float64)[None, None]


WIDE = image([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])


@crop_flip
def test_windows_of_a_padded_pixel(student, probes):
    """A pixel with a border of one: it lands on each of the nine places, the rest is 0."""
    x = torch.zeros(900, 1, 3, 3, dtype=torch.float64)
    x[:, :, 1, 1] = 7
    out = student.random_crop_flip(x, 1, student.run(probes.generator, 1))
    one = out.shape == x.shape and bool(((out == 7).sum((1, 2, 3)) == 1).all())
    expect(out).satisfies(one, "Each result should hold the 7 once.")
    places = {tuple(place) for place in (out[:, 0] == 7).nonzero()[:, 1:].tolist()}
    expect(len(places)).equals(9)


@crop_flip
def test_half_are_mirrored(student, probes):
    """Without padding a result is the image or its mirror image; up stays up."""
    x = WIDE.expand(400, 1, 3, 4).contiguous()
    out = student.random_crop_flip(x, 0, student.run(probes.generator, 2))
    same, mirrored = ((out == y).flatten(1).all(1) for y in (x, x.flip(3)))
    expect(out).satisfies(bool((same | mirrored).all()), "A result is neither of the two.")
    share = float(mirrored.double().mean())
    fair = abs(share - 0.5) <= probes.margin(400)
    expect(share).satisfies(fair, f"{share:.2f} of the images are mirrored; half should be.")


@crop_flip
def test_each_image_is_mirrored_or_not_on_its_own(student, probes):
    """Of two images, both are mirrored in a quarter of the calls."""
    x = WIDE.expand(2, 1, 3, 4).contiguous()
    out = student.run(probes.repeated, student.random_crop_flip, 14, 400, x, 0)
    both = float((out == x.flip(3)).flatten(1).all(1).double().mean())
    fair = abs(both - 0.25) <= probes.margin(400)
    expect(both).satisfies(fair, f"Both are mirrored in {both:.2f} of the calls, not in a quarter.")


@crop_flip
def test_crop_repeats_with_the_generator(student, probes):
    """The same state gives the same; a second call, and global seeds, something else or nothing."""
    x = torch.arange(640.0).reshape(32, 1, 4, 5)
    found = student.run(probes.randomness, student.random_crop_flip, 3, x, 2)
    expect(found).equals({"repeats": True, "moves_on": True, "leaves_the_global_alone": True})


@rotation
def test_quarter_turn_counter_clockwise(student):
    """The right edge becomes the upper edge."""
    x = image([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    expect(student.rotate(x, 90)).close_to(image([[3, 6, 9], [2, 5, 8], [1, 4, 7]]), **NEAR)


@rotation
def test_half_turn(student):
    """Also on an image that is not square."""
    due = image([[12, 11, 10, 9], [8, 7, 6, 5], [4, 3, 2, 1]])
    expect(student.rotate(WIDE, 180)).close_to(due, **NEAR)


@rotation
def test_eighth_turn_reads_between_pixels(student):
    """The corner lies sqrt(2) from the centre; its new pixel is read at (0, sqrt(2))."""
    x = image([[0, 0, 0], [0, 0, 6], [0, 0, 0]])
    answer = student.rotate(x, 45)
    # The point one to the right and one up of the centre is read at u' = sqrt(2), v' = 0:
    # between the pixel 6, at distance sqrt(2) - 1, and a zero outside.
    due = 6 * (2 - 2**0.5)
    expect(answer[0, 0, 0, 2]).close_to(torch.tensor(due, dtype=torch.float64), **NEAR)
    expect(answer[0, 0, 1, 1]).close_to(torch.tensor(0.0, dtype=torch.float64), **NEAR)


@zooming
def test_zoom_about_the_centre(student, probes):
    """Without a shift the middle pixel stays, and what is symmetric stays symmetric."""
    x = image([[0, 0, 0, 0, 0], [0, 2, 4, 2, 0], [0, 4, 8, 4, 0], [0, 2, 4, 2, 0], [0] * 5])
    x = x.expand(20, 1, 5, 5).contiguous()
    out = student.shift_zoom(x, 0, 0.5, student.run(probes.generator, 4))
    expect(out[:, 0, 2, 2]).close_to(x[:, 0, 2, 2], **NEAR)
    expect(out).close_to(out.flip(2, 3), **NEAR)
    expect(out).satisfies(bool((out - x).abs().amax((1, 2, 3)).max() > 0.1), "Nothing was zoomed.")


@zooming
def test_shift_moves_without_zoom(student, probes):
    """One bright pixel keeps its light, shared among neighbours, and stays within the range."""
    x = torch.zeros(100, 1, 9, 9, dtype=torch.float64)
    x[:, :, 4, 4] = 1
    out = student.shift_zoom(x, (0.3, 0), 0, student.run(probes.generator, 5))
    column = out[:, 0, :, 4]
    expect(column.sum(1)).close_to(torch.ones(100, dtype=torch.float64), **NEAR)
    down = column @ torch.arange(-4.0, 5, dtype=torch.float64)
    inside = bool((down.abs() <= 2.7).all())
    expect(down).satisfies(inside, "An image moved by more than 0.3 of its height.")
    expect(down).satisfies(
        bool(down.min() < -1 and down.max() > 1), "Images move in one direction."
    )


@zooming
def test_no_range_no_change(student, probes):
    """Shift 0 and zoom 0."""
    expect(student.shift_zoom(WIDE, 0, 0, student.run(probes.generator, 6))).close_to(WIDE, **NEAR)


def colours(*pixels):
    """Make one image of one row, from pixels (red, green, blue)."""
    return torch.tensor(pixels, dtype=torch.float64).T[None, :, None, :]


@jitter
def test_brightness_scales(student, probes):
    """All values of an image by one factor from 0.5 to 1.5, cut at 1."""
    x = colours((0.2, 0.4, 0.6), (0.1, 0.3, 0.9)).expand(50, 3, 1, 2).contiguous()
    out = student.color_jitter(x, 0.5, 0, 0, student.run(probes.generator, 7))
    factor = out[:, :1, :, :1] / 0.2
    expect(out).close_to((factor * x).clamp(0, 1), **NEAR)
    wide = bool(factor.min() >= 0.5 and factor.max() <= 1.5 and factor.max() - factor.min() > 0.5)
    expect(factor).satisfies(wide, "The factors are not spread over 0.5 to 1.5.")


@jitter
def test_contrast_keeps_the_mean(student, probes):
    """Black and white move towards or away from the mean grey, here 0.5."""
    x = colours((0.4, 0.4, 0.4), (0.6, 0.6, 0.6)).expand(50, 3, 1, 2).contiguous()
    out = student.color_jitter(x, 0, 0.5, 0, student.run(probes.generator, 8))
    factor = (out[:, :1, :, 1:] - 0.5) / 0.1
    expect(out).close_to(0.5 + factor * (x - 0.5), **NEAR)
    wide = bool(factor.min() >= 0.5 and factor.max() <= 1.5 and factor.max() - factor.min() > 0.5)
    expect(factor).satisfies(wide, "The factors are not spread over 0.5 to 1.5.")


@jitter
def test_saturation_keeps_grey(student, probes):
    """A grey pixel stays; pure red moves towards or away from its grey, 0.299 of it."""
    x = colours((0.5, 0.5, 0.5), (0.5, 0, 0)).expand(50, 3, 1, 2).contiguous()
    out = student.color_jitter(x, 0, 0, 0.5, student.run(probes.generator, 9))
    expect(out[..., 0]).close_to(x[..., 0], **NEAR)
    grey, factor = 0.299 * 0.5, (out[:, :1, :, 1:] - 0.299 * 0.5) / (0.701 * 0.5)
    due = (factor * x[..., 1:] + (1 - factor) * grey).clamp(0, 1)
    expect(out[..., 1:]).close_to(due, **NEAR)
    wide = bool(factor.min() >= 0.5 and factor.max() <= 1.5 and factor.max() - factor.min() > 0.5)
    expect(factor).satisfies(wide, "The factors are not spread over 0.5 to 1.5.")


@label
def test_mirrored_images(student):
    """A mirrored 3 is no digit; a mirrored cat is a cat."""
    expect(student.keeps_label("horizontal_flip", "digits")).equals(False)
    expect(student.keeps_label("horizontal_flip", "everyday_photos")).equals(True)


@label
def test_turned_and_coloured_images(student):
    """A field has no top; a ripe tomato is known by its colour."""
    expect(student.keeps_label("quarter_turn", "aerial_images")).equals(True)
    expect(student.keeps_label("vertical_flip", "street_scenes")).equals(False)
    expect(student.keeps_label("color_jitter", "fruit_ripeness")).equals(False)


@label
def test_unknown_names(student):
    """They are refused, not guessed."""
    expect.raises(ValueError, student.keeps_label, "mirror", "digits")
    expect.raises(ValueError, student.keeps_label, "cutout", "dreams")
