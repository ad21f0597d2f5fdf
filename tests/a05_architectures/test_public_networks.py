"""What you can check yourself: whole networks, by counts, shapes and patterned weights.

`pattern` fills every weight with numbers that its shape alone decides, whatever its name.
"""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

lenet = pytest.mark.exercise("LeNet5")
alexnet = pytest.mark.exercise("AlexNet")
vgg = pytest.mark.exercise("make_vgg")
resnet = pytest.mark.exercise("make_resnet")
cifar = pytest.mark.exercise("CifarResNet")

# Written down with eight digits.
DIGITS = {"rtol": 1e-6, "atol": 1e-7}
LENET = [1.4064583, 0.018909607, 0.13709045]
ALEXNET = [4.6457134, 0.5350011, -3.9423243]
VGG = [2.2213091, 0.67035571, -1.5344815]
RESNET = [2.1176777, -0.87643467, 1.6063064]
CIFAR = [0.79398459, 0.67378695, -0.075036441]


def images(*shape):
    """Waves, float64."""
    count = torch.Size(shape).numel()
    return torch.cos(torch.arange(count, dtype=torch.float64)).reshape(shape)


def compare(student, probes, net, x, expected):
    """The last result of the batch, with patterned weights in evaluation mode."""
    student.run(probes.pattern, net)
    expect(student.run(probes.last, net, x)).close_to(
        torch.tensor(expected, dtype=torch.float64), **DIGITS
    )


@lenet
def test_lenet_parameter_count(student, probes):
    """Today's form."""
    expect(student.run(probes.count_of, student.LeNet5)).equals(61_706)
    expect(student.run(probes.count_of, student.LeNet5, 26)).equals(63_066)


@lenet
def test_lenet_shape(student, probes):
    """One row of logits for each image."""
    came = student.run(probes.shape_and_dtype, student.LeNet5(), images(3, 1, 32, 32).float())
    expect(came).equals(((3, 10), "torch.float32"))


@lenet
def test_lenet_given_weights(student, probes):
    """Numbers computed elsewhere."""
    compare(student, probes, student.LeNet5(3), images(2, 1, 32, 32), LENET)


@alexnet
def test_alexnet_parameter_count(student, probes):
    """In one group and in two, and a slim one."""
    expect(student.run(probes.count_of, student.AlexNet)).equals(62_378_344)
    expect(student.run(probes.count_of, student.AlexNet, groups=2)).equals(60_965_224)
    expect(student.run(probes.count_of, student.AlexNet, 10, slim=16)).equals(232_834)


@alexnet
def test_alexnet_shape(student, probes):
    """One row of logits for each image."""
    net, x = student.AlexNet(7, slim=16), images(1, 3, 227, 227).float()
    expect(student.run(probes.shape_and_dtype, net, x)).equals(((1, 7), "torch.float32"))


@alexnet
def test_alexnet_given_weights(student, probes):
    """Numbers computed elsewhere, with inputs so large that the normalisation shows."""
    net = student.AlexNet(3, groups=2, slim=16)
    compare(student, probes, net, 100 * images(1, 3, 227, 227), ALEXNET)


@vgg
def test_vgg_parameter_count(student, probes):
    """VGG-11, and two convolutions with batch norm."""
    config = [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"]
    expect(student.run(probes.count_of, student.make_vgg, config)).equals(132_863_336)
    count = student.run(probes.count_of, student.make_vgg, [4, 8, "M"], 5, True, 1, 10)
    expect(count).equals(40 + 8 + 296 + 16 + 3_930 + 110 + 55)


@vgg
def test_vgg_shape(student, probes):
    """Any image gives one row of logits."""
    net = student.make_vgg([4, "M", 6], num_classes=9, hidden=8)
    for size in ((224, 224), (20, 33)):
        came = student.run(probes.shape_and_dtype, net, images(2, 3, *size).float())
        expect(came).equals(((2, 9), "torch.float32"))


@vgg
def test_vgg_given_weights(student, probes):
    """Numbers computed elsewhere, with batch norm."""
    net = student.make_vgg([4, "M", 6, 6, "M"], 3, True, 2, 8)
    compare(student, probes, net, images(2, 2, 30, 37), VGG)


@resnet
def test_resnet_parameter_count(student, probes):
    """torchvision's numbers."""
    for depth, count in ((18, 11_689_512), (34, 21_797_672), (50, 25_557_032)):
        expect(student.run(probes.count_of, student.make_resnet, depth)).equals(count)


@resnet
def test_resnet_shape(student, probes):
    """Any image gives one row of logits."""
    net, x = student.make_resnet(18, num_classes=7), images(2, 3, 40, 33).float()
    expect(student.run(probes.shape_and_dtype, net, x)).equals(((2, 7), "torch.float32"))


@resnet
def test_resnet_given_weights(student, probes):
    """torchvision's result with the same patterns."""
    compare(student, probes, student.make_resnet(18, 3), images(1, 3, 33, 50), RESNET)


@resnet
def test_resnet_reaches_every_weight(student, probes):
    """Each parameter gets a gradient; none is unused, frozen or cut off."""
    net, x = student.make_resnet(18, num_classes=3), images(1, 3, 33, 40).float()
    expect(student.run(probes.without_gradient, net, x)).equals([])


@cifar
def test_cifar_parameter_count(student, probes):
    """20 and 56 layers, without weights in the shortcuts."""
    for n, count in ((3, 269_722), (9, 853_018)):
        expect(student.run(probes.count_of, student.CifarResNet, n)).equals(count)


@cifar
def test_cifar_shape(student, probes):
    """Any image gives one row of logits."""
    for size in ((32, 32), (15, 22)):
        x = images(2, 3, *size).float()
        came = student.run(probes.shape_and_dtype, student.CifarResNet(1, 6), x)
        expect(came).equals(((2, 6), "torch.float32"))


@cifar
def test_cifar_given_weights(student, probes):
    """Numbers computed elsewhere."""
    compare(student, probes, student.CifarResNet(1, 3), images(2, 3, 11, 14), CIFAR)
