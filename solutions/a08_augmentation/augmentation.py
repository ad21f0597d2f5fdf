"""Augmentation with torch: new training images out of old ones, and what becomes of the labels.

Everywhere: images are float32 or float64 (batch, channels, height, width), finite, and results have
the dtype of x. Inputs are never changed, and new images never share memory with them. The batch may
be empty; then so is the result. Height, width and channels are at least 1.

Random numbers come from the argument `generator` alone, by whatever torch functions, in whatever
order and number. So a call moves the generator on; the same state of the generator gives the same
result, whatever the state of the global generators of torch and Python; those stay as they were.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

# given
Mixed = tuple[Tensor, Tensor, Tensor, float]

GREY = (0.299, 0.587, 0.114)  # weights of red, green and blue (ITU-R BT.601)


def as_pair(value: float | Sequence[float]) -> tuple[float, float]:
    """(rows, columns) of one number or of a sequence of two."""
    rows, columns = value if hasattr(value, "__len__") else (value, value)
    return rows, columns


def _moved(image: Tensor, rows: int, columns: int) -> Tensor:
    """Move one image (channels, height, width) down and to the right; zeros come in."""
    height, width = image.shape[1:]
    return F.pad(image, (columns, 0, rows, 0))[:, :height, :width]


# What rand_augment chooses from. Each takes an image (channels, height, width), values in [0, 1],
# and a magnitude from 0 (nothing changes) to 10, and gives a new image.
OPERATIONS: tuple[Callable[[Tensor, float], Tensor], ...] = (
    lambda image, m: image.clone(),  # identity
    lambda image, m: _moved(image, 0, round(m / 5)),  # to the right, up to 2 pixels
    lambda image, m: _moved(image, round(m / 5), 0),  # down, up to 2 pixels
    lambda image, m: image * (1 - 0.05 * m),  # darken, down to a half
    lambda image, m: 1 - (1 - image) * (1 - 0.05 * m),  # brighten, up to half way to white
    lambda image, m: torch.where(image > 1 - 0.1 * m, 1 - image, image),  # solarise
)

# What a transform changes: "sides" (left becomes right), "upright" (up does not stay up), "colour".
CHANGES: dict[str, set[str]] = {
    "horizontal_flip": {"sides"},
    "vertical_flip": {"upright"},
    "quarter_turn": {"upright"},
    "small_shift": set(),
    "color_jitter": {"colour"},
    "cutout": set(),
}
# What the labels of a data set depend on.
MATTERS: dict[str, set[str]] = {
    "digits": {"sides", "upright"},  # which digit is it?
    "everyday_photos": {"upright"},  # which animal, which thing?
    "street_scenes": {"upright"},  # where are road, sky and cars?
    "aerial_images": set(),  # field, forest or town?
    "fruit_ripeness": {"colour"},  # ripe or unripe?
    "traffic_signs": {"sides", "upright", "colour"},  # which sign?
}


# end given


def random_crop_flip(x: Tensor, padding: int | Sequence[int], generator: torch.Generator) -> Tensor:
    """Move each image a little, and mirror half of them.

    x: images, float (batch, channels, height, width)
    padding: of zeros around each image, an int or (rows, columns), at least 0, of any size
    returns: x's dtype and shape, a new tensor

    From each padded image a window of the original size is cut. Its first row is uniform over
    0 .. 2 * rows, both ends included, its first column over 0 .. 2 * columns, where padding is
    (rows, columns). With probability 1/2 the window is then mirrored: left becomes right. The three
    draws are independent, and each image has its own.
    Raises ValueError for a negative padding.
    Source: He et al. 2015, Deep residual learning for image recognition, section 4.2.
    """
    # Your turn: pad, cut one window out of each image, mirror half of them.
    # given
    pad_rows, pad_columns = map(int, as_pair(padding))
    if min(pad_rows, pad_columns) < 0:
        raise ValueError(f"padding must be at least 0, but is {padding}")
    # end given
    batch, _, height, width = x.shape
    padded = F.pad(x, (pad_columns, pad_columns, pad_rows, pad_rows))
    top = torch.randint(2 * pad_rows + 1, (batch, 1), generator=generator)
    left = torch.randint(2 * pad_columns + 1, (batch, 1), generator=generator)
    mirrored = torch.rand((batch, 1), generator=generator) < 0.5
    draws, out = torch.cat([top, left, mirrored], dim=1).tolist(), torch.empty_like(x)
    for image, new, (row, column, mirror) in zip(padded, out, draws, strict=True):
        window = image[:, row : row + height, column : column + width]
        new.copy_(window.flip(2) if mirror else window)
    return out


def rotate(x: Tensor, degrees: float) -> Tensor:
    """Turn images about their centre, by the same angle, counter-clockwise as you look at them.

    x: images, float (batch, channels, height, width)
    degrees: any finite number; negative angles turn clockwise
    returns: x's dtype and shape, a new tensor

    The pixel in row r and column c lies v = r - (height - 1) / 2 below the image's centre and
    u = c - (width - 1) / 2 to its right. With angle a, the new pixel at (u, v) is the old image at

        u' = u cos(a) - v sin(a)
        v' = u sin(a) + v cos(a)

    by bilinear interpolation: a weighted mean of the four pixels around that point, where a pixel
    outside the image counts as 0. Distances are in pixels along both axes, so that shapes are kept
    on images that are not square; what leaves the frame is lost. On square images multiples of 90
    degrees only move pixels, up to rounding.
    Source: as torchvision.transforms.v2.functional.rotate, with bilinear interpolation.
    """
    # Your turn: say for each new pixel where in the old image it comes from, and read there.
    angle = math.radians(degrees % 360)
    cos, sin = math.cos(angle), math.sin(angle)
    v, u = _from_the_centre(x)
    return _bilinear(x, (u * sin + v * cos)[None], (u * cos - v * sin)[None])


def shift_zoom(
    x: Tensor, shift: float | Sequence[float], zoom: float, generator: torch.Generator
) -> Tensor:
    """Enlarge or shrink each image about its centre, then move it.

    x: images, float (batch, channels, height, width)
    shift: range as a fraction of the image's size, one number or (rows, columns), at least 0
    zoom: range of the factor, at least 0 and less than 1
    returns: x's dtype and shape, a new tensor

    For each image three independent draws: down, uniform over [-shift * height, shift * height],
    right, uniform over [-shift * width, shift * width], both in pixels and not rounded; and one
    factor for both axes, uniform over [1 - zoom, 1 + zoom]. A factor above 1 enlarges. With u and
    v as in `rotate`, the new pixel at (u, v) is the old image at

        u' = (u - right) / factor
        v' = (v - down) / factor

    by bilinear interpolation, where a pixel outside the image counts as 0.
    Raises ValueError for a negative shift, and for a zoom outside [0, 1).
    """
    # Your turn: three draws per image, then read each new pixel's place in the old image.
    # given
    shift_rows, shift_columns = as_pair(shift)
    if min(shift_rows, shift_columns) < 0 or not 0 <= zoom < 1:
        raise ValueError(f"shift {shift} must be at least 0, and zoom {zoom} in [0, 1)")
    # end given
    batch, _, height, width = x.shape
    draws = 2 * torch.rand((3, batch, 1, 1), generator=generator, dtype=torch.float64) - 1
    down, right = draws[0] * shift_rows * height, draws[1] * shift_columns * width
    factor = 1 + draws[2] * zoom
    v, u = _from_the_centre(x)
    return _bilinear(x, (v - down) / factor, (u - right) / factor)


def color_jitter(
    x: Tensor, brightness: float, contrast: float, saturation: float, generator: torch.Generator
) -> Tensor:
    """Change brightness, contrast and saturation of each image by random factors.

    x: images, float (batch, 3, height, width), red, green, blue, values in [0, 1]
    brightness, contrast, saturation: strength s of each, in [0, 1]
    returns: x's dtype and shape, values in [0, 1], a new tensor

    For each image three independent factors f, each uniform over [1 - s, 1 + s] with its own s.
    Then three steps, in this order; after each, values are clamped to [0, 1]:

        brightness: f * x
        contrast:   f * x + (1 - f) * mean, the mean over all pixels of grey(x), one number an image
        saturation: f * x + (1 - f) * grey(x), pixel by pixel

    where x is the result of the step before, and grey(x) is 0.299 red + 0.587 green + 0.114 blue
    (GREY). A strength of 0 gives the factor 1, which leaves the image as it is.
    Raises ValueError for a strength outside [0, 1], and where x has not 3 channels.
    Source: the steps are those of torchvision's ColorJitter, in a fixed order.
    """
    # Your turn: three factors per image, three steps, each clamped.
    # given
    if x.shape[1] != 3:
        raise ValueError(f"images of 3 channels are needed, but these have {x.shape[1]}")
    for strength in (brightness, contrast, saturation):
        if not 0 <= strength <= 1:
            raise ValueError(f"a strength must lie in [0, 1], but one is {strength}")
    # end given
    strengths = torch.tensor([brightness, contrast, saturation], dtype=x.dtype)
    draws = 2 * torch.rand((len(x), 3), generator=generator, dtype=x.dtype) - 1
    factors = (1 + draws * strengths).T.reshape(3, len(x), 1, 1, 1)
    x = (factors[0] * x).clamp(0, 1)
    mean = _grey(x).mean(dim=(1, 2, 3), keepdim=True)
    x = (factors[1] * x + (1 - factors[1]) * mean).clamp(0, 1)
    return (factors[2] * x + (1 - factors[2]) * _grey(x)).clamp(0, 1)


def keeps_label(transform: str, domain: str) -> bool:
    """Say whether a transform leaves an image's label true.

    transform: what is done to the image, a key of CHANGES, which says what it changes
    domain: what the images show, a key of MATTERS, which says what its labels depend on
    returns: True where the transform changes nothing that the domain's labels depend on, else False

    Raises ValueError for any other name.
    """
    # Your turn: compare what changes with what matters.
    if transform not in CHANGES or domain not in MATTERS:
        raise ValueError(f"unknown: {transform!r} or {domain!r}")
    return not CHANGES[transform] & MATTERS[domain]


def cutout(x: Tensor, size: int | Sequence[int], generator: torch.Generator) -> Tensor:
    """Black out a rectangle of each image, in all channels.

    x: images, float (batch, channels, height, width)
    size: of the rectangle, an int or (rows, columns), at least 1; it may exceed the image
    returns: x's dtype and shape, a new tensor

    The centre is a pixel (r, c), uniform over all pixels of the image, also those at its border,
    and independent for each image. With size (h, w) the rows from r - h // 2 up to, but not
    including, r - h // 2 + h become 0, in the columns from c - w // 2 up to, but not including,
    c - w // 2 + w. What falls outside the image is left out: there the rectangle is smaller.
    Raises ValueError for a size below 1.
    Source: DeVries and Taylor 2017, Improved regularization of CNNs with cutout, section 3.2.
    """
    # Your turn: draw a centre for each image, and set the rectangle around it to 0.
    # given
    size_rows, size_columns = map(int, as_pair(size))
    if min(size_rows, size_columns) < 1:
        raise ValueError(f"size must be at least 1, but is {size}")
    # end given
    batch, _, height, width = x.shape
    top = torch.randint(height, (batch, 1), generator=generator) - size_rows // 2
    left = torch.randint(width, (batch, 1), generator=generator) - size_columns // 2
    rows, columns = torch.arange(height), torch.arange(width)
    rows = (top <= rows) & (rows < top + size_rows)
    columns = (left <= columns) & (columns < left + size_columns)
    return x.masked_fill(rows[:, None, :, None] & columns[:, None, None, :], 0)


def mixup(x: Tensor, y: Tensor, alpha: float, generator: torch.Generator) -> Mixed:
    """Blend each image with another one of the batch.

    x: images, float (batch, channels, height, width)
    y: labels, of any dtype, (batch,) or (batch, classes)
    alpha: of the distribution Beta(alpha, alpha); 0, or between 0.01 and 1000
    returns: (mixed_x, y_a, y_b, lam)
        mixed_x: lam * x + (1 - lam) * x[permutation], x's dtype and shape, a new tensor
        y_a, y_b: y (itself or a copy) and y[permutation], in y's dtype
        lam: a float, of single precision at least

    lam is one number for the whole batch, drawn from Beta(alpha, alpha) as it is: it covers all of
    [0, 1], and is not replaced by max(lam, 1 - lam). The permutation is uniform over all
    permutations of the batch (an image may meet itself), independent of lam, and the same for
    images and labels. alpha 0 gives lam 1.0, mixed_x equal to x, and any permutation of y.
    Raises ValueError for a negative alpha.
    Source: Zhang et al. 2018, mixup: beyond empirical risk minimization, section 2.
    """
    # Your turn: draw lam and a permutation; torch.distributions takes no generator, but a Beta is
    # the share of one Gamma in the sum of two, and there are other ways. Mind tiny alphas.
    # given
    if alpha < 0:
        raise ValueError(f"alpha must be at least 0, but is {alpha}")
    # end given
    lam = _beta(alpha, generator)
    permutation = torch.randperm(len(x), generator=generator)
    return x[permutation].lerp_(x, lam), y, y[permutation], lam


def mixup_loss(logits: Tensor, y_a: Tensor, y_b: Tensor, lam: float) -> Tensor:
    """Weigh the cross entropies of two sets of labels.

    logits: scores before softmax, float (batch, classes)
    y_a, y_b: class indices, int64 (batch,)
    lam: weight of y_a, a float in [0, 1]; y_b weighs 1 - lam
    returns: logits' dtype, 0-d: the mean over the batch of
        lam * cross_entropy(y_a) + (1 - lam) * cross_entropy(y_b)

    where the cross entropy of a class is minus the logarithm of its softmax. Natural logarithm;
    right for logits of 1000 and -1000 as well. Gradients flow back to the logits. An empty batch
    gives NaN, as torch's cross entropy does.
    Source: Zhang et al. 2018, section 2.
    """
    # Your turn: two cross entropies, weighed.
    return lam * F.cross_entropy(logits, y_a) + (1 - lam) * F.cross_entropy(logits, y_b)


def cutmix(x: Tensor, y: Tensor, alpha: float, generator: torch.Generator) -> Mixed:
    """Paste a rectangle of another image of the batch into each image.

    x, y, alpha, generator: as in mixup
    returns: (mixed_x, y_a, y_b, lam)
        mixed_x: x, but x[permutation] inside the rectangle, x's dtype and shape, a new tensor
        y_a, y_b: y and y[permutation], as in mixup
        lam: a float, the share of the pixels that are still x's own

    One rectangle and one permutation for the whole batch. With r drawn from Beta(alpha, alpha), the
    rectangle has height * sqrt(1 - r) rows and width * sqrt(1 - r) columns, rounded to whole pixels
    as you like (each side less than 2 pixels from this). Its centre is uniform over all pixels of
    the image, and independent of r. What falls outside the image is cut off. Only then
    lam = 1 - area / (height * width), with the area that is left. The permutation is uniform over
    all permutations of the batch (an image may meet itself), independent of the rectangle, and the
    same for images and labels. alpha 0 gives r = 1: no rectangle, lam 1.0, mixed_x equal to x, and
    any permutation of y.
    Raises ValueError for a negative alpha.
    Source: Yun et al. 2019, CutMix, section 3.1, equations 1 and 2, and appendix A.
    """
    # Your turn: draw r, a centre and a permutation; cut, paste, and measure what is left.
    # given
    if alpha < 0:
        raise ValueError(f"alpha must be at least 0, but is {alpha}")
    # end given
    height, width = x.shape[2:]
    side = math.sqrt(1 - _beta(alpha, generator))
    permutation = torch.randperm(len(x), generator=generator)
    top, bottom = _around_a_pixel(height, round(height * side), generator)
    left, right = _around_a_pixel(width, round(width * side), generator)
    mixed = x.clone()
    mixed[:, :, top:bottom, left:right] = x[permutation, :, top:bottom, left:right]
    lam = 1 - (bottom - top) * (right - left) / (height * width)
    return mixed, y, y[permutation], lam


def rand_augment(x: Tensor, n: int, m: float, generator: torch.Generator) -> Tensor:
    """Apply random operations, all of the same magnitude, to each image.

    x: images, float (batch, channels, height, width), values in [0, 1]
    n: operations per image, at least 0
    m: magnitude of every operation, from 0 to 10
    returns: x's dtype and shape, a new tensor

    For each image, n operations are drawn from the tuple OPERATIONS: uniformly, with replacement,
    independent of each other and of the other images. They are applied one after the other, in the
    order in which they were drawn, each with magnitude m. n = 0 gives the images as they are.
    Raises ValueError for a negative n, and for m outside [0, 10].
    Source: Cubuk et al. 2020, RandAugment, section 3; the operations here are fewer and simpler.
    """
    # Your turn: draw n operations for each image, and apply them in turn.
    # given
    if n < 0 or not 0 <= m <= 10:
        raise ValueError(f"n must be at least 0 and m in [0, 10], but they are {n} and {m}")
    # end given
    out = x.clone()
    chosen = torch.randint(len(OPERATIONS), (len(x), n), generator=generator)
    for i, numbers in enumerate(chosen.tolist()):
        for number in numbers:
            out[i] = OPERATIONS[number](out[i], m)
    return out


def _from_the_centre(x: Tensor) -> tuple[Tensor, Tensor]:
    """Rows (height, 1) and columns (1, width) of the pixels, float64, counted from the centre."""
    v, u = (torch.arange(n, dtype=torch.float64) - (n - 1) / 2 for n in x.shape[2:])
    return v[:, None], u[None, :]


def _bilinear(x: Tensor, v: Tensor, u: Tensor) -> Tensor:
    """Read images between their pixels; what lies outside is 0.

    x: images (batch, channels, height, width)
    v, u: places in pixels from the centre, float64 (batch, height, width); a batch of 1 serves all
    """
    height, width = x.shape[2:]
    # grid_sample, without align_corners, counts from -1 to 1 between the outer edges of the image.
    grid = torch.stack(torch.broadcast_tensors(2 * u / width, 2 * v / height), dim=-1)
    grid = grid.to(x.dtype).expand(len(x), -1, -1, -1)
    return F.grid_sample(x, grid, padding_mode="zeros", align_corners=False)


def _grey(x: Tensor) -> Tensor:
    """Brightness of each pixel, (batch, 1, height, width)."""
    red, green, blue = x.split(1, dim=1)
    return (GREY[0] * red).add_(green, alpha=GREY[1]).add_(blue, alpha=GREY[2])


def _around_a_pixel(length: int, size: int, generator: torch.Generator) -> tuple[int, int]:
    """First and one past the last pixel of a window around a random pixel, cut off at the ends."""
    start = int(torch.randint(length, (), generator=generator)) - size // 2
    return max(start, 0), min(start + size, length)


def _beta(alpha: float, generator: torch.Generator) -> float:
    """Draw from Beta(alpha, alpha); 1.0 for alpha 0.

    A Gamma(alpha) is a Gamma(alpha + 1) times u ** (1 / alpha). For small alphas that is less than
    any float, so the quotient is taken of logarithms.
    """
    if alpha == 0:
        return 1.0
    shape = torch.full((2,), alpha + 1, dtype=torch.float64)
    gamma = torch._standard_gamma(shape, generator=generator)
    uniform = torch.rand(2, generator=generator, dtype=torch.float64)
    a, b = (gamma.log() + torch.log1p(-uniform) / alpha).tolist()
    return 1 / (1 + math.exp(min(b - a, 700)))
