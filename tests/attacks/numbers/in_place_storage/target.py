import torch


def rescale(x):
    with torch.no_grad():
        x.data = torch.zeros(x.shape, dtype=x.dtype)
    return x.detach()
