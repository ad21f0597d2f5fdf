"""Hidden tests: CutMix."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from autograder.feedback import expect

cut = pytest.mark.exercise("cutmix")


def seed(rng):
    """Seed of a torch generator."""
    return int(rng.integers(2**31))


def images(rng, *shape, dtype=torch.float64):
    """Images whose pixels all differ."""
    return torch.from_numpy(rng.standard_normal(shape)).to(dtype)


def number(lam):
    """Give lam as a float, whatever type of number it is."""
    if isinstance(lam, torch.Tensor | np.ndarray) and lam.ndim == 0:
        lam = lam.item()
    good = isinstance(lam, float | int | np.floating) and not isinstance(lam, bool)
    expect(lam).satisfies(good, "lam is no number.")
    expect(lam).satisfies(0 <= lam <= 1, f"lam is {lam}, which is not in [0, 1].")
    return float(lam)


def four(answer):
    """Check that the result has four parts, three of them tensors."""
    right = type(answer) in (tuple, list) and len(answer) == 4
    right = right and all(type(part) is torch.Tensor for part in answer[:3])
    expect(answer).satisfies(right, "(mixed_x, y_a, y_b, lam), three tensors and a number, is due.")
    return answer


def fresh(student):
    """mixed_x shares no memory with x; y_a may be y itself."""
    text = "mixed_x shares memory with x: changing one would change the other."
    expect(None).satisfies("x" not in student.last_call.aliased, text)


def partners(y, y_b):
    """Which image each was paired with, by labels that all differ."""
    rows = y.reshape(len(y), -1).tolist()
    other = y_b.reshape(len(y_b), -1).tolist() if y_b.shape == y.shape else []
    paired = sorted(rows) == sorted(other) and y_b.dtype == y.dtype
    expect(y_b).satisfies(paired, "y_b is no permutation of y, or not of its shape and dtype.")
    return torch.tensor([rows.index(row) for row in other], dtype=torch.int64)


def comes_from_the_generator(student, probes, rng, function, *args):
    """The three rules of randomness."""
    found = student.run(probes.randomness, function, seed(rng), *args)
    expect(found).equals({"repeats": True, "moves_on": True, "leaves_the_global_alone": True})


def are_shares(values, expected, margin, what):
    """Each outcome has its probability."""
    shares = np.bincount(values, minlength=len(expected)) / max(len(values), 1)
    near = np.abs(shares - expected).max() <= margin(len(values), len(expected))
    expect(shares).satisfies(near, f"{what}: the shares are {np.round(shares, 3)}.")


def in_parts(student, probe, function, rng, count, *args):
    """Results of a probe of many calls, 500 at a time.

    A right draw may take 0.5 ms, and several times that on a busy machine.
    """
    parts = [student.run(probe, function, seed(rng), 500, *args) for _ in range(count // 500)]
    return tuple(map(torch.cat, zip(*parts, strict=True)))


def pairs_uniformly(found, margin):
    """All six permutations of three images are equally likely."""
    known = list(itertools.permutations(range(3)))
    orders = [tuple(order) for order in found.tolist()]
    expect(found).satisfies(set(orders) <= set(known), "y_b is not always a permutation of y.")
    numbers = np.array([known.index(order) for order in orders])
    are_shares(numbers, [1 / 6] * 6, margin, "The permutations are not uniform")
    return numbers


def check_paste(x, y, answer):
    """One rectangle of x[permutation] in all images, and lam is the share that is left of x.

    Returns:
        (rows, columns) of the rectangle, None where every image met itself.
    """
    mixed, y_a, y_b, lam = four(answer)
    expect(y_a).close_to(y, rtol=0, atol=0)
    lam, order = number(lam), partners(y, y_b)
    right = mixed.shape == x.shape and mixed.dtype == x.dtype
    expect(mixed).satisfies(right, "mixed_x is not of x's shape and dtype.")
    own, other = mixed == x, mixed == x[order]
    expect(mixed).satisfies(bool((own | other).all()), "A pixel is neither x's nor its partner's.")
    moved = order != torch.arange(len(x))
    if not moved.any():
        return None
    pasted = ~own[moved]
    mask = pasted[0, 0]
    rows, columns = mask.any(dim=1), mask.any(dim=0)
    whole = bool((pasted == (rows[:, None] & columns)).all())
    for axis in (rows, columns):
        at = axis.nonzero().flatten()
        whole = whole and (not len(at) or int(at[-1] - at[0]) + 1 == len(at))
    text = "What is pasted is not the same one rectangle in all images and channels."
    expect(mixed).satisfies(whole, text)
    # 1e-6: lam may have been kept in single precision
    left = 1 - int(mask.sum()) / mask.numel()
    text = f"lam is {lam:.6g}, but that is not the share of the pixels that are still x's own."
    expect(lam).satisfies(abs(lam - left) < 1e-6, text)
    return int(rows.sum()), int(columns.sum())


@cut
def test_one_rectangle_is_pasted(student, probes, rng):
    """The same in all images and channels, from the labels' own partner; lam follows the area."""
    for shape in ((5, 3, 8, 13), (6, 1, 12, 7), (7, 5, 5, 20)):
        x, y = images(rng, *shape), torch.from_numpy(rng.permutation(100)[: shape[0]])
        for _ in range(15):
            source = student.run(probes.generator, seed(rng))
            check_paste(x, y, student.cutmix(x, y, 1.0, source))


@cut
def test_labels_of_any_kind_are_permuted(student, probes, rng):
    """Integers of other types, one-hot rows and scores."""
    x = images(rng, 6, 2, 5, 4)
    numbers = torch.from_numpy(rng.permutation(6))
    for y in (numbers.int(), numbers.to(torch.uint8), torch.eye(6), images(rng, 6, 4)):
        source = student.run(probes.generator, seed(rng))
        check_paste(x, y, student.cutmix(x, y, 1.0, generator=source))


@cut
def test_rectangles_of_thin_images(student, probes, rng):
    """One row, one column, one pixel: the rectangle is whole or cut off, never outside."""
    for size in ((1, 1), (1, 9), (8, 1), (2, 2)):
        x, y = images(rng, 4, 2, *size), torch.arange(4)
        for alpha in (0.05, 1.0, 50):
            source = student.run(probes.generator, seed(rng))
            check_paste(x, y, student.cutmix(x, y, alpha, source))


SIZE = (48, 80)


def pasted(student, probes, rng, alpha, count, size=SIZE):
    """Ends of the rectangles, (count, 2 ends) along each axis, and lam."""
    boxes, lams = in_parts(student, probes.boxes, student.cutmix, rng, count, size, alpha)
    # one of six permutations leaves all three images where they are
    many = len(boxes) > 0.7 * count
    expect(boxes).satisfies(many, "Most images are paired with themselves.")
    area = (boxes[:, 1] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 2])
    whole = torch.equal(area, boxes[:, 4])
    expect(boxes).satisfies(whole, "What is pasted is no rectangle.")
    near = (lams - (1 - area / (size[0] * size[1]))).abs().max() < 1e-6
    expect(lams).satisfies(near, "lam is not the share of the pixels that are still x's own.")
    ends = boxes.numpy()
    return ends[:, :2], ends[:, 2:4], lams.numpy()


# With alpha 1000, r lies within 0.1 of 1/2: its standard deviation is 0.0112, and a Beta(a, a)
# is sub-Gaussian with variance 1 / (4 (2 a + 1)) (Marchal and Arbel 2017), so it leaves this range
# with a chance below 2 exp(-40); 3000 draws together, below 1e-13. A side is less than 2 pixels
# from length * sqrt(1 - r).
SHORT, LONG, ROUNDING = 0.4**0.5, 0.6**0.5, 2


@cut
def test_sides_are_roots_of_the_area(student, probes, rng):
    """A whole rectangle has height * sqrt(1 - r) rows and width * sqrt(1 - r) columns."""
    for ends, length in zip(pasted(student, probes, rng, 1000, 1000)[:2], SIZE, strict=True):
        inside = (ends[:, 0] > 0) & (ends[:, 1] < length)
        sides = (ends[:, 1] - ends[:, 0])[inside]
        expect(sides).satisfies(len(sides) > 0, "Every rectangle touches the border.")
        good = sides.min() > SHORT * length - ROUNDING and sides.max() < LONG * length + ROUNDING
        text = f"For r near 1/2 a side covers {sides.mean() / length:.3f} of its axis."
        expect(sides).satisfies(good, text)


@cut
def test_centres_are_uniform_over_the_image(student, probes, rng):
    """Also near the border, where a part of the rectangle is cut off; rows and columns apart."""
    rows, columns, _ = pasted(student, probes, rng, 1000, 3000)
    for ends, length in zip((rows, columns), SIZE, strict=True):
        side = 0.5**0.5 * length
        first = ends[:, 0] == 0
        centre = np.where(first, ends[:, 1] - side / 2, ends[:, 0] + side / 2)
        u = np.sort(centre / length)
        steps = np.arange(len(u) + 1) / len(u)
        gap = max(np.abs(steps[1:] - u).max(), np.abs(steps[:-1] - u).max())
        # half of a side is known up to rounding and to what r strays, the centre's pixel up to 1
        stray = max(LONG - 0.5**0.5, 0.5**0.5 - SHORT) / 2
        slack = stray + (ROUNDING / 2 + 1) / length
        text = f"The centres are not uniform: their mean is {u.mean():.3f} of the axis."
        expect(centre).satisfies(gap <= slack + probes.margin(len(u)), text)
        whole = ((ends[:, 0] > 0) & (ends[:, 1] < length)).mean()
        # whole where the centre is half a side from both ends
        most, least = 1 - SHORT + 4 / length, 1 - LONG - 4 / length
        near = least - probes.margin(len(u)) <= whole <= most + probes.margin(len(u))
        expect(centre).satisfies(near, f"{whole:.3f} of the rectangles touch no border.")
        # as much is cut off at one end as at the other, up to rounding
        ends_cut = (ends[:, 0] == 0).mean(), (ends[:, 1] == length).mean()
        near = abs(ends_cut[0] - ends_cut[1]) <= 2 * probes.margin(len(u), 2) + 3 / length
        text = f"{ends_cut[0]:.3f} of the rectangles touch one border, {ends_cut[1]:.3f} the other."
        expect(centre).satisfies(near, text)
    above, left = rows[:, 0] == 0, columns[:, 0] == 0
    gap = abs((above & left).mean() - above.mean() * left.mean())
    # three frequencies, each within its margin; what both owe to r is below 0.001
    near = gap <= 3 * probes.margin(len(rows), 3) + 0.001
    expect(rows).satisfies(near, "The row and the column of the centre depend on each other.")


@cut
def test_sides_follow_beta(student, probes, rng):
    """How many rectangles are whole and at most t columns wide, for any t, in 320 columns?

    Those of s columns are whole for 320 - s centres, give or take four, and s is less than two
    from what r says. Those of less than four rows may come out empty, and then count as whole.
    For half or twice of alpha 0.2 the share differs by 0.08 or 0.1 somewhere.
    """
    height, width = 24, 320
    _, ends, _ = pasted(student, probes, rng, 0.2, 4000, (height, width))
    whole = (ends[:, 1] == 0) | (ends[:, 0] > 0) & (ends[:, 1] < width)
    came = np.where(whole, ends[:, 1] - ends[:, 0], np.inf)
    sides = width * np.sqrt(1 - rng.beta(0.2, 0.2, 200_000))
    most = np.where(sides * height < 4 * width, 1, 1 - (sides - 4) / width)
    slack = probes.margin(len(came)) + probes.margin(len(sides))
    for t in range(4 * width // height + 2, width, 4):
        share = (came <= t).mean()
        low = np.where(sides <= t - 2, 1 - (sides + 4) / width, 0).clip(0, 1).mean() - slack
        high = np.where(sides <= t + 2, most, 0).clip(0, 1).mean() + slack
        text = f"{share:.3f} of the rectangles are whole and at most {t} of {width} columns wide."
        expect(came).satisfies(low <= share <= high, text)


@cut
def test_every_pixel_of_a_small_image_is_a_centre(student, probes, rng):
    """Each of four centres along an axis shows another part of the rectangle.

    Whatever its size is, if it is no longer than the axis: with alpha 1000 that is 2.8 pixels, less
    than 4.6 when rounded, so 4. Were there three centres, one part would have a third of the draws.
    """
    boxes, _ = in_parts(student, probes.boxes, student.cutmix, rng, 2500, (4, 4), 1000.0)
    # five in six of 2500 draws count, and 1875 are enough to tell a third from a quarter
    expect(boxes).satisfies(len(boxes) >= 1875, "Most images are paired with themselves.")
    for ends in (boxes[:, :2], boxes[:, 2:4]):
        parts, counts = np.unique(ends.numpy(), axis=0, return_counts=True)
        shares = counts / len(ends)
        even = shares.max() <= 1 / 4 + probes.margin(len(ends), 4)
        text = f"The centres are not uniform: parts {parts.tolist()} have shares {shares.round(3)}."
        expect(ends).satisfies(even, text)


@cut
def test_partners_are_uniform(student, probes, rng):
    """Neither the reversed batch nor a roll: each permutation has its share, whatever r is.

    For alpha 0.01 r is nearly always next to 0 or 1, for alpha 1000 next to 1/2.
    """
    x, y = images(rng, 3, 1, 1, 1), torch.arange(3)
    for alpha in (0.01, 1.0, 1000):
        _, y_b, _ = in_parts(student, probes.mixes, student.cutmix, rng, 1000, x, y, alpha)
        pairs_uniformly(y_b, probes.margin)


@cut
def test_alpha_zero_pastes_nothing(student, probes, rng):
    """lam is 1, the images are those of x, in a tensor of their own; below 0 is refused."""
    x, y = images(rng, 5, 2, 6, 4), torch.arange(5)
    source = student.run(probes.generator, seed(rng))
    answer = student.cutmix(x, y, 0, source)
    mixed, _, _, lam = four(answer)
    fresh(student)
    expect(mixed).close_to(x)
    expect(number(lam)).close_to(1.0)
    check_paste(x, y, answer)
    expect.raises(ValueError, student.cutmix, x, y, -0.1, source)


@cut
def test_pasting_into_one_image_or_none(student, probes, rng):
    """An image alone meets itself; an empty batch stays empty."""
    for count in (1, 0):
        x, y = images(rng, count, 2, 5, 4), torch.arange(count) + 7
        source = student.run(probes.generator, seed(rng))
        mixed, _, y_b, lam = four(student.cutmix(x, y, 0.7, source))
        fresh(student)
        number(lam)
        expect(mixed).close_to(x)
        expect(y_b).equals(y)


@cut
def test_cutmix_keeps_dtype_and_input(student, probes, rng):
    """float32 in, float32 out; x and y are kept, and mixed_x is new."""
    for alpha in (0.05, 1.0, 20):
        x, y = images(rng, 6, 2, 7, 4, dtype=torch.float32), torch.arange(6)
        answer = student.cutmix(x, y, alpha, student.run(probes.generator, seed(rng)))
        expect.inputs_kept(student)
        fresh(student)
        check_paste(x, y, answer)


@cut
def test_cutmix_comes_from_the_generator(student, probes, rng):
    """Its state decides, a call moves it on, and nothing global is read or changed."""
    x, y = images(rng, 40, 1, 6, 7), torch.arange(40)
    comes_from_the_generator(student, probes, rng, student.cutmix, x, y, 0.5)
