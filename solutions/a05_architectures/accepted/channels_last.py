"""Computes on the channels-last memory layout, so the result is not contiguous."""

import torch


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        return super().forward(x.contiguous(memory_format=torch.channels_last))
