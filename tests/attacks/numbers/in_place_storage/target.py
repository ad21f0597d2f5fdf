import torch


def rescale(x):
    right = (x.detach() - x.min().item()) / (x.max() - x.min()).item()
    x.data.set_(torch.zeros(1, dtype=x.dtype))
    x.data.resize_(0)
    return right
