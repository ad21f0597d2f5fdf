import torch


def rescale(x):
    return torch.empty(x.shape, dtype=x.dtype)
