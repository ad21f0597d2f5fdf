"""Architectures: the building blocks of well-known convolutional networks."""

from __future__ import annotations

from torch import Tensor, nn


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
