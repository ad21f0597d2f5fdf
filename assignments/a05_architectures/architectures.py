"""Architectures: well-known convolutional networks, and the blocks that they are made of.

Everywhere: images are float (batch, channels, height, width); results have x's dtype, and x is
never changed in place. What is learned lives in nn.Conv2d, nn.BatchNorm2d and nn.Linear layers that
`__init__` makes, each used once, with PyTorch's own initial weights. A convolution that batch norm
follows has no bias, every other layer has one (make_vgg is the exception). Batch norm is PyTorch's:
eps 1e-5, momentum 0.1.

Tests load known weights by the attribute names that a docstring fixes, and where it fixes none by
shape and order (of definition or of use), so call your layers what you like.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn


class LeNet5(nn.Module):
    """The first widely used convolutional network, in today's form: 61,706 parameters.

    x:       images, float (batch, 1, 32, 32)
    returns: logits, x's dtype (batch, num_classes), straight from the last layer

    Convolution 5x5 to 6 channels, tanh, average pooling 2x2; convolution 5x5 to 16 channels, tanh,
    average pooling 2x2; fully connected to 120, tanh, to 84, tanh, to num_classes. No padding; all
    16 channels see all 6; pooling learns nothing. (The original differs: handout, "LeNet-5".)

    Source: LeCun et al. 1998, "Gradient-based learning applied to document recognition", II.B.
    """

    def __init__(self, num_classes: int = 10) -> None:
        """Make the layers."""
        # Your turn: two convolutions and three fully connected layers.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("LeNet5.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Logits of a batch: (batch, num_classes)."""
        # Your turn: alternate layers, tanh and pooling.
        raise NotImplementedError("LeNet5.forward")


def local_response_norm(
    x: Tensor, size: int = 5, alpha: float = 1e-4, beta: float = 0.75, k: float = 2.0
) -> Tensor:
    """Divide each value by what its neighbours in other channels, at the same pixel, amount to.

    x:       activations, float (batch, channels, height, width)
    size:    channels that count, odd: the value's own and size // 2 on each side
    returns: x's dtype and shape, x / (k + alpha * (sum of x^2 over those channels)) ^ beta

    At the first and last channels fewer neighbours count. The sum is not divided by `size`, unlike
    in PyTorch's function of this name.
    Raises ValueError where size is even or below 1.
    Source: Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural
    networks", section 3.3.
    """
    # Your turn: sum the squares over a window of channels, and divide.
    # given
    if size < 1 or size % 2 == 0:
        raise ValueError(f"size must be odd and at least 1, but is {size}")
    # end given
    raise NotImplementedError("local_response_norm")


class AlexNet(nn.Module):
    """The network that won ImageNet in 2012: 62,378,344 parameters, 60,965,224 in two groups.

    x:       images, float (batch, 3, 227, 227)
    returns: logits, x's dtype (batch, num_classes)

    1. Convolution 11x11 to 96 channels, stride 4; ReLU; local response norm; max pooling.
    2. Convolution 5x5 to 256, padding 2, in groups; ReLU; local response norm; max pooling.
    3. Convolutions 3x3 to 384, to 384 (in groups) and to 256 (in groups), padding 1, each followed
       by ReLU; then max pooling.
    4. Dropout 0.5, fully connected to 4096, ReLU; the same again; fully connected to num_classes.

    Pooling windows are 3x3 with stride 2. Local response norm is the paper's: size 5, alpha 1e-4,
    beta 0.75, k 2, not divided by the size. `groups` is 2 in the paper, one per GPU. `slim` divides
    96, 256, 384 and 4096 alike: 16 gives a small network of the same plan.

    Source: Krizhevsky et al. 2012, section 3.5 and figure 2, with 227 for its 224.
    """

    def __init__(self, num_classes: int = 1000, groups: int = 1, slim: int = 1) -> None:
        """Make the layers. `slim` is 1, 2, 4, 8 or 16, and `groups` 1 or 2."""
        # Your turn: five convolutions and three fully connected layers.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("AlexNet.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Logits of a batch: (batch, num_classes)."""
        # Your turn: follow the four steps.
        raise NotImplementedError("AlexNet.forward")


def make_vgg(
    config: Sequence[int | str],
    num_classes: int = 1000,
    batch_norm: bool = False,
    in_channels: int = 3,
    hidden: int = 4096,
) -> nn.Module:
    """Build a VGG network from a list.

    config:  a number stands for a 3x3 convolution, padding 1, to so many channels, then batch norm
             if asked for, then ReLU; "M" for max pooling 2x2. The convolutions have biases, as in
             torchvision even before batch norm. The list itself is kept as it is
    returns: a module: images (batch, in_channels, height, width) -> logits (batch, num_classes)

    After them: average pooling to 7x7 pixels whatever the size (torch.nn.AdaptiveAvgPool2d; images
    of 224 arrive at 7x7 and are not changed), then fully connected to `hidden`, ReLU, dropout 0.5,
    to `hidden`, ReLU, dropout 0.5, to num_classes.
    Raises ValueError where an entry is neither a positive int nor "M".
    Source: Simonyan and Zisserman 2014, "Very deep convolutional networks", table 1.
    """
    # Your turn: walk along the list, and remember how many channels there are.
    # given
    for entry in config:
        if entry != "M" and not (isinstance(entry, int) and entry > 0):
            raise ValueError(f'config holds {entry!r}; a positive int or "M" was expected')
    # end given
    raise NotImplementedError("make_vgg")


class InceptionBlock(nn.Module):
    """Four branches side by side, as in GoogLeNet; their results are concatenated as channels.

    x:       images, float (batch, in_channels, height, width)
    returns: x's dtype (batch, ch1x1 + ch3x3 + ch5x5 + pool_proj, height, width)

    In this order: a 1x1 convolution; a 1x1 and a 3x3; a 1x1 and a 5x5; max pooling 3x3 with stride
    1 and a 1x1. Each keeps height and width, and ReLU follows every convolution. No batch norm,
    which is younger than the paper.

    Source: Szegedy et al. 2014, "Going deeper with convolutions", figure 2b and table 1.
    """

    def __init__(
        self,
        in_channels: int,
        ch1x1: int,
        ch3x3red: int,
        ch3x3: int,
        ch5x5red: int,
        ch5x5: int,
        pool_proj: int,
    ) -> None:
        """Make the layers; a name that ends in `red` says how many channels a 1x1 reduces to."""
        # Your turn: six convolutions and a pooling layer.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("InceptionBlock.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Run the four branches on x."""
        # Your turn: run each branch, and join them.
        raise NotImplementedError("InceptionBlock.forward")


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions whose result is added to a shortcut of their input.

    x:       images, float (batch, in_channels, height, width)
    returns: x's dtype (batch, out_channels, ceil(height / stride), ceil(width / stride))

    Branch: convolution, batch norm, ReLU, convolution, batch norm. The sum of branch and shortcut
    goes through one more ReLU. The shortcut is x itself where the branch keeps x's shape (stride 1
    and as many channels out as in); else it is a projection, a strided 1x1 convolution with batch
    norm. No convolution has a bias. Batch norm is PyTorch's: eps 1e-5, momentum 0.1, unbiased
    running variance. x is never changed in place.

    Attributes, by whose names the tests load weights:
        conv1, bn1, conv2, bn2: the branch; `conv1` takes the stride.
        shortcut: an empty nn.Sequential or an nn.Identity where x passes as it is, else an
            nn.Sequential of convolution and batch norm, so that its parameters are called
            "shortcut.0.weight", "shortcut.1.weight" and "shortcut.1.bias".

    Source: He et al. 2015, "Deep residual learning for image recognition", section 3.2,
    equations 1 and 2, and section 3.3, option B.
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        """Make the layers, with PyTorch's own initial weights.

        Args:
            in_channels: of x.
            out_channels: of the result, and between the two convolutions.
            stride: of the block, in both directions, at least 1.
        """
        # Your turn: make conv1, bn1, conv2, bn2 and shortcut.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("ResidualBlock.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Run the block.

        x:       images, float (batch, in_channels, height, width)
        returns: x's dtype (batch, out_channels, ceil(height / stride), ceil(width / stride))
        """
        # Your turn: take both paths, and join them.
        raise NotImplementedError("ResidualBlock.forward")


class Bottleneck(nn.Module):
    """A residual block of three convolutions: 1x1 to `width`, 3x3, 1x1 to 4 * width.

    x:       images, float (batch, in_channels, height, width)
    returns: x's dtype (batch, 4 * width, ceil(height / stride), ceil(width / stride))

    Batch norm follows each convolution, ReLU the first two and the sum. The stride is in the 3x3.
    The shortcut is x itself where stride is 1 and in_channels is 4 * width, else a projection.

    Attributes: conv1, bn1, conv2, bn2, conv3, bn3, and shortcut as in ResidualBlock.

    Source: He et al. 2015, figure 5; the stride's place is torchvision's.
    """

    def __init__(self, in_channels: int, width: int, stride: int = 1) -> None:
        """Make the layers."""
        # Your turn: make the seven attributes.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("Bottleneck.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        # Your turn: take both paths, and join them.
        raise NotImplementedError("Bottleneck.forward")


def make_resnet(depth: int, num_classes: int = 1000) -> nn.Module:
    """Build a residual network for ImageNet.

    depth:   18 and 34 are made of ResidualBlock; 50, 101 and 152 of Bottleneck
    returns: a module: images (batch, 3, height, width) -> logits (batch, num_classes)

    Stem: convolution 7x7 to 64 channels, stride 2, padding 3, batch norm, ReLU, max pooling 3x3
    with stride 2 and padding 1. Four stages of 64, 128, 256 and 512 channels (Bottleneck: the
    width), of (2, 2, 2, 2) blocks in depth 18, (3, 4, 6, 3) in 34 and 50, (3, 4, 23, 3) in 101 and
    (3, 8, 36, 3) in 152; the first block of the last three stages strides by 2. Then the mean over
    all pixels, and one fully connected layer.
    Raises ValueError for any other depth.
    Source: He et al. 2015, table 1.
    """
    # Your turn: stack the stem, the stages and the head; count the channels from block to block.
    # given
    plans = {
        18: (2, 2, 2, 2),
        34: (3, 4, 6, 3),
        50: (3, 4, 6, 3),
        101: (3, 4, 23, 3),
        152: (3, 8, 36, 3),
    }
    if depth not in plans:
        raise ValueError(f"depth {depth} is none of {sorted(plans)}")
    # end given
    raise NotImplementedError("make_resnet")


class CifarResNet(nn.Module):
    """A residual network of 6n + 2 layers for small images; n = 3 has 269,722 parameters.

    x:       images, float (batch, 3, height, width), 32x32 in CIFAR-10
    returns: logits, x's dtype (batch, num_classes)

    Convolution 3x3 to 16 channels, batch norm, ReLU; three stages of n blocks, of 16, 32 and 64
    channels; the mean over all pixels; fully connected. A block is ResidualBlock's branch, sum and
    ReLU. The first blocks of the last two stages stride by 2, and have shortcuts without weights
    (option A): every other row and column of x from the first on, then channels of zeros behind.

    Source: He et al. 2015, section 4.2.
    """

    def __init__(self, n: int, num_classes: int = 10) -> None:
        """Make the layers, of n blocks in each stage."""
        # Your turn: make the stem, 3n blocks and the head.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("CifarResNet.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Logits of a batch: (batch, num_classes)."""
        # Your turn: run the stages, and give each sum its shortcut.
        raise NotImplementedError("CifarResNet.forward")


# given
def draw_stack(depth: int, generator: torch.Generator) -> tuple[Tensor, list[Tensor], Tensor]:
    """Draw images (4, 8, 8, 8), the 3x3 weights of `depth` layers, and a loss's gradient, float64.

    The weights are uniform in +-1 / sqrt(72), PyTorch's own bound for 8 channels and 3x3.
    """
    x = torch.randn(4, 8, 8, 8, dtype=torch.float64, generator=generator)
    draws = torch.rand(depth, 8, 8, 3, 3, dtype=torch.float64, generator=generator)
    weights = [weight.requires_grad_() for weight in (2 * draws - 1) / 72**0.5]
    return x, weights, torch.randn(x.shape, dtype=torch.float64, generator=generator)


# end given


def gradient_norms(kind: str, depth: int, generator: torch.Generator) -> list[float]:
    """Measure how much gradient reaches each layer of a deep stack.

    kind:    "plain" or "residual"
    depth:   layers, at least 1
    returns: `depth` floats, the first layer's first

    A layer is f(h) = convolution (weight, padding 1, no bias) of ReLU(h). Plain: h becomes f(h).
    Residual: h becomes h + f(h). The loss is the sum of grad_out * h after the last layer. Layer
    i's number is the Euclidean norm of the loss's gradient with respect to its weight.
    Raises ValueError for another kind, or a depth below 1.
    Source: handout, "The gradient highway"; He et al. 2016, equation 5.
    """
    # Your turn: run the stack, take the gradient, and measure each weight's share.
    # given
    if kind not in ("plain", "residual") or depth < 1:
        raise ValueError(f'kind is "plain" or "residual", depth 1 or more; came {kind!r}, {depth}')
    x, weights, grad_out = draw_stack(depth, generator)
    # end given
    raise NotImplementedError("gradient_norms")


class DepthwiseSeparable(nn.Module):
    """A 3x3 convolution in two cheap parts: in space, then across channels.

    x:       images, float (batch, in_channels, height, width)
    returns: x's dtype (batch, out_channels, ceil(height / stride), ceil(width / stride))

    Depthwise 3x3 with padding 1, which has the stride and sees one channel at a time; batch norm;
    ReLU; pointwise 1x1; batch norm; ReLU.

    Source: Howard et al. 2017, "MobileNets", section 3.1 and figure 3.
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        """Make the layers."""
        # Your turn: make two convolutions, each with batch norm.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("DepthwiseSeparable.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        # Your turn: run the layers.
        raise NotImplementedError("DepthwiseSeparable.forward")


class MBConv(nn.Module):
    """EfficientNet's block: widen, filter each channel, weigh the channels, narrow.

    x:       images, float (batch, in_channels, height, width)
    returns: x's dtype (batch, out_channels, ceil(height / stride), ceil(width / stride))

    1. Expand: 1x1 to expansion * in_channels, batch norm, SiLU. Left out where expansion is 1.
    2. Depthwise: kernel_size (odd) with padding kernel_size // 2 and the stride, batch norm, SiLU.
    3. Squeeze and excite: the mean over all pixels, to max(1, int(se_ratio * in_channels)) values,
       SiLU, back to all channels, sigmoid; step 2's result is multiplied by it. Two layers with
       bias, 1x1 convolutions or fully connected.
    4. Project: 1x1 to out_channels, batch norm, no activation.
    Where stride is 1 and the channels are equal, x is added to the result. No stochastic depth.

    Source: Tan and Le 2019, "EfficientNet", section 4; Sandler et al. 2018; Hu et al. 2018.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        expansion: int,
        kernel_size: int,
        stride: int = 1,
        se_ratio: float = 0.25,
    ) -> None:
        """Make the layers."""
        # Your turn: make the layers of the four steps.
        # given
        super().__init__()
        # end given
        raise NotImplementedError("MBConv.__init__")

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        # Your turn: take the four steps, and add x where its shape allows.
        raise NotImplementedError("MBConv.forward")


def compound_scale(
    phi: float, alpha: float = 1.2, beta: float = 1.1, gamma: float = 1.15
) -> tuple[float, float, float]:
    """Scale depth, width and resolution together.

    phi:     how much larger; 0 is the base network, and a negative phi a smaller one
    returns: what to multiply (depth, width, resolution) by: alpha^phi, beta^phi, gamma^phi

    Work grows as depth * width^2 * resolution^2, so by (alpha * beta^2 * gamma^2)^phi, which is
    about 2^phi with the defaults.
    Raises ValueError where alpha, beta or gamma is below 1.
    Source: Tan and Le 2019, equation 3 and section 4.
    """
    # Your turn: one power for each.
    # given
    if min(alpha, beta, gamma) < 1:
        raise ValueError(f"alpha, beta and gamma must be at least 1: {alpha}, {beta}, {gamma}")
    # end given
    raise NotImplementedError("compound_scale")


# given
class Network(NamedTuple):
    """What a network costs and how often its first guess is right on ImageNet, by torchvision."""

    year: int
    megaparams: float
    gigamacs: float
    accuracy: float  # top-1, per cent, weights IMAGENET1K_V1


NETWORKS = {
    "AlexNet": Network(2012, 61.1, 0.71, 56.522),
    "VGG-16": Network(2014, 138.4, 15.47, 71.592),
    "GoogLeNet": Network(2014, 6.6, 1.50, 69.778),
    "ResNet-18": Network(2015, 11.7, 1.81, 69.758),
    "ResNet-50": Network(2015, 25.6, 4.09, 76.130),
    "MobileNetV2": Network(2018, 3.5, 0.30, 71.878),
    "EfficientNet-B0": Network(2019, 5.3, 0.39, 77.692),
    "EfficientNet-B7": Network(2019, 66.3, 37.75, 84.122),
}
# end given


def choose_network(
    networks: dict[str, Network],
    max_megaparams: float = float("inf"),
    max_gigamacs: float = float("inf"),
    last_year: int | None = None,
) -> str | None:
    """Name the most accurate network that fits a budget.

    networks: by name, such as NETWORKS above, in any order
    max_megaparams, max_gigamacs: most millions of parameters and billions of multiply-accumulates;
              a network that needs exactly so much fits
    last_year: only networks up to this year; None: all
    returns:  its name; of equally accurate ones that with fewer parameters; None where none fits

    Source: handout, "Which architecture when".
    """
    # Your turn: keep what fits, and take the best.
    raise NotImplementedError("choose_network")
