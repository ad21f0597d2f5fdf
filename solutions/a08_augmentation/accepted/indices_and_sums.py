"""An index for each row and column instead of slices; the blend as it is written."""

import torch


def random_crop_flip(x, padding, generator):
    rows, columns = map(int, as_pair(padding))
    if min(rows, columns) < 0:
        raise ValueError("padding is negative")
    batch, _, height, width = x.shape
    padded = F.pad(x, (columns, columns, rows, rows))
    top = torch.randint(2 * rows + 1, (batch, 1), generator=generator)
    left = torch.randint(2 * columns + 1, (batch, 1), generator=generator)
    mirrored = torch.rand((batch, 1), generator=generator) < 0.5
    r, c = top + torch.arange(height), left + torch.arange(width)
    c = torch.where(mirrored, c.flip(1), c)
    picked = padded.take_along_dim(r[:, None, :, None], dim=2)
    return picked.take_along_dim(c[:, None, None, :], dim=3)


def mixup(x, y, alpha, generator):
    if alpha < 0:
        raise ValueError("alpha is negative")
    lam = _beta(alpha, generator)
    permutation = torch.randperm(len(x), generator=generator)
    return lam * x + (1 - lam) * x[permutation], y, y[permutation], lam
