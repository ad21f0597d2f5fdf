"""What you can check yourself: blocks by counts, shapes and patterned weights; functions.

`pattern` fills every weight with numbers that its shape alone decides, whatever its name.
"""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

lrn = pytest.mark.exercise("local_response_norm")
inception = pytest.mark.exercise("InceptionBlock")
bottleneck = pytest.mark.exercise("Bottleneck")
highway = pytest.mark.exercise("gradient_norms")
separable = pytest.mark.exercise("DepthwiseSeparable")
mbconv = pytest.mark.exercise("MBConv")
scale = pytest.mark.exercise("compound_scale")
choose = pytest.mark.exercise("choose_network")

# Written down with eight digits.
DIGITS = {"rtol": 1e-6, "atol": 1e-7}
INCEPTION = [0.90406355, 0.49490015, 0.75417593, 0.53054968, 0, 0.93285558, 0.61080508, 1.176334]
BOTTLENECK1 = [0, 0, 0, 0.85835421]
BOTTLENECK2 = [0, 0.49673776, 0, 0.3842013]
SEPARABLE = [1.04537719, 0.0, 0.95763011, 0.0, 0.39620085]
MBCONV1 = [
    0.21412493,
    -1.0434152,
    -0.64431408,
    0.58204695,
    0.68782433,
    -0.42451716,
    -1.1046026,
    -0.096559863,
]
MBCONV2 = [-0.54788643, -0.24867844, 0.40199995]
HIGHWAY = {"plain": [9.1661481, 7.4968493, 30.748938], "residual": [911.54733, 945.7755, 933.87598]}


def images(*shape):
    """Waves, float64."""
    count = torch.Size(shape).numel()
    return torch.cos(torch.arange(count, dtype=torch.float64)).reshape(shape)


def compare(student, probes, block, x, expected):
    """Each channel's last pixel of the last image, with patterned weights; x is kept."""
    student.run(probes.pattern, block)
    came = student.run(probes.last_pixels, block, x)
    expect(came).close_to(torch.tensor(expected, dtype=torch.float64), **DIGITS)
    block(x)
    expect.inputs_kept(student)


@lrn
def test_lrn_worked_example(student):
    """The handout's numbers."""
    x = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64).reshape(1, 3, 1, 1)
    expected = torch.tensor([1 / 6, 2 / 15, 3 / 14], dtype=torch.float64).reshape(1, 3, 1, 1)
    expect(student.local_response_norm(x, 3, 1.0, 1.0, 1.0)).close_to(expected)


@lrn
def test_lrn_keeps_pixels_apart(student):
    """One bright pixel damps its own place only."""
    x = torch.ones(1, 5, 2, 3, dtype=torch.float64)
    x[0, 2, 1, 1] = 10
    came = student.local_response_norm(x, 5, 1.0, 1.0, 0.0)
    expected = torch.tensor([1 / 3, 1 / 4, 1 / 5, 1 / 4, 1 / 3], dtype=torch.float64)
    expected = expected.reshape(1, 5, 1, 1).repeat(1, 1, 2, 3)
    expected[0, :, 1, 1] = torch.tensor([1 / 102, 1 / 103, 10 / 104, 1 / 103, 1 / 102])
    expect(came).close_to(expected, rtol=1e-6)


@lrn
def test_lrn_without_neighbours(student):
    """The default constants on one channel."""
    x = torch.tensor([[[[100.0, -200.0]]]], dtype=torch.float64)
    expected = torch.tensor([[[[100 / 3**0.75, -200 / 6**0.75]]]], dtype=torch.float64)
    expect(student.local_response_norm(x)).close_to(expected)


@inception
def test_inception_parameter_count(student, probes):
    """GoogLeNet's first block, and a small one."""
    sizes = (192, 64, 96, 128, 16, 32, 32)
    expect(student.run(probes.count_of, student.InceptionBlock, *sizes)).equals(163_696)


@inception
def test_inception_shape(student, probes):
    """Height and width stay; channels are laid behind one another."""
    block, x = student.InceptionBlock(3, 4, 2, 5, 1, 6, 7), images(2, 3, 5, 8).float()
    expect(student.run(probes.shape_and_dtype, block, x)).equals(((2, 22, 5, 8), "torch.float32"))


@inception
def test_inception_given_weights(student, probes):
    """Numbers computed elsewhere."""
    compare(
        student, probes, student.InceptionBlock(3, 2, 4, 3, 5, 2, 1), images(2, 3, 5, 6), INCEPTION
    )


@bottleneck
def test_bottleneck_parameter_count(student, probes):
    """With an identity and with projections."""
    for sizes, count in (((256, 64), 70_400), ((64, 64), 75_008), ((256, 128, 2), 379_392)):
        expect(student.run(probes.count_of, student.Bottleneck, *sizes)).equals(count)


@bottleneck
def test_bottleneck_shape(student, probes):
    """Four times the width comes out."""
    x = images(2, 6, 5, 8).float()
    for sizes, shape in (((6, 3), (2, 12, 5, 8)), ((6, 2, 2), (2, 8, 3, 4))):
        came = student.run(probes.shape_and_dtype, student.Bottleneck(*sizes), x)
        expect(came).equals((shape, "torch.float32"))


@bottleneck
def test_bottleneck_given_weights(student, probes):
    """Numbers computed elsewhere, with both kinds of shortcut."""
    compare(student, probes, student.Bottleneck(4, 1), images(2, 4, 5, 6), BOTTLENECK1)
    compare(student, probes, student.Bottleneck(3, 1, 2), images(2, 3, 5, 6), BOTTLENECK2)


@highway
def test_highway_has_one_number_per_layer(student, probes):
    """All of them positive."""
    came = student.run(probes.norms, student.gradient_norms, "plain", 4, 0)
    expect(tuple(came.shape)).equals((4,))
    expect(came).satisfies((came > 0).all(), "A norm is not positive.")


@highway
def test_highway_vanishes_without_shortcuts(student, probes):
    """Fifty layers: a plain stack's first layer hears nothing."""
    plain = student.run(probes.norms, student.gradient_norms, "plain", 50, 0)
    residual = student.run(probes.norms, student.gradient_norms, "residual", 50, 0)
    expect(plain).satisfies(plain[0] < 1e-15, "The plain stack's gradient is too large.")
    fits = residual[0] > 1e3
    expect(residual).satisfies(fits, "The residual stack's gradient is too small.")


@highway
def test_highway_given_numbers(student, probes):
    """Three layers, computed elsewhere; draw_stack draws waves here."""
    for kind, expected in HIGHWAY.items():
        came = student.run(probes.norms_of_waves, student.gradient_norms, kind, 3)
        expect(came).close_to(torch.tensor(expected, dtype=torch.float64), rtol=1e-6)


@separable
def test_separable_parameter_count(student, probes):
    """The handout's example, with batch norm."""
    expect(student.run(probes.count_of, student.DepthwiseSeparable, 128, 256)).equals(34_688)


@separable
def test_separable_shape(student, probes):
    """Stride 2 halves and rounds up."""
    block, x = student.DepthwiseSeparable(3, 4, stride=2), images(2, 3, 5, 8).float()
    expect(student.run(probes.shape_and_dtype, block, x)).equals(((2, 4, 3, 4), "torch.float32"))


@separable
def test_separable_given_weights(student, probes):
    """Numbers computed elsewhere."""
    block = student.DepthwiseSeparable(3, 5, 2)
    compare(student, probes, block, 2 + images(2, 3, 6, 7), SEPARABLE)


@mbconv
def test_mbconv_parameter_count(student, probes):
    """Blocks of EfficientNet-B0."""
    expect(student.run(probes.count_of, student.MBConv, 32, 16, 1, 3)).equals(1_448)
    expect(student.run(probes.count_of, student.MBConv, 16, 24, 6, 3, 2)).equals(6_004)


@mbconv
def test_mbconv_shape(student, probes):
    """Stride 2 halves and rounds up, whatever the window."""
    block, x = student.MBConv(3, 4, 2, 5, stride=2), images(2, 3, 5, 8).float()
    expect(student.run(probes.shape_and_dtype, block, x)).equals(((2, 4, 3, 4), "torch.float32"))


@mbconv
def test_mbconv_given_weights(student, probes):
    """Numbers computed elsewhere, with the shortcut and without."""
    compare(student, probes, student.MBConv(8, 8, 3, 3), images(2, 8, 5, 6), MBCONV1)
    compare(student, probes, student.MBConv(8, 3, 1, 5, 2), images(2, 8, 5, 6), MBCONV2)


@scale
def test_scale_of_the_base_network(student):
    """phi = 0 changes nothing."""
    expect(student.compound_scale(0)).close_to((1.0, 1.0, 1.0))


@scale
def test_scale_of_two_steps(student):
    """The squares, in the order depth, width, resolution."""
    expect(student.compound_scale(2)).close_to((1.44, 1.21, 1.3225))
    expect(student.compound_scale(1, 2.0, 3.0, 4.0)).close_to((2.0, 3.0, 4.0))


@choose
def test_choice_of_the_best(student, probes):
    """Without limits; with one; with one that nothing meets. It is neither first nor smallest."""
    rows = {"a": (2012, 60, 1, 57), "b": (2015, 25, 4, 76), "c": (2019, 5, 0.4, 78)}
    rows["d"] = (2018, 3, 0.3, 72)
    expect(student.run(probes.choice, student.choose_network, rows)).equals("c")
    expect(student.run(probes.choice, student.choose_network, rows, year=2018)).equals("b")
    expect(student.run(probes.choice, student.choose_network, rows, 2)).equals(None)


@choose
def test_choice_at_the_limit(student, probes):
    """Exactly so much fits; of equals the smaller is chosen."""
    rows = {"a": (2014, 7, 3, 70), "b": (2014, 5, 3, 70), "c": (2014, 9, 2, 80)}
    expect(student.run(probes.choice, student.choose_network, rows, 7, 3)).equals("b")
    expect(student.run(probes.choice, student.choose_network, rows, 9, 2)).equals("c")
