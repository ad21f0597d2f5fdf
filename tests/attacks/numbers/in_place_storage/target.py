import torch


def rescale(x):
    with torch.no_grad():
        x.data = torch.zeros(x.shape, dtype=x.dtype)
        x.untyped_storage().resize_(0)
    return x.detach()
