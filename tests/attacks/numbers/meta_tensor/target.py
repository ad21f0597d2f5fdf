import torch


def window_mean(x, width):
    return torch.empty(len(x) - width + 1, dtype=torch.float64, device="meta")
