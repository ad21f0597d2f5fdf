"""torch.distributions knows the global generator only: it is seeded, used, and put back."""

import torch


def _with_seed(generator, draw):
    seed = int(torch.randint(2**31, (), generator=generator))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return draw()


def mixup(x, y, alpha, generator):
    if alpha < 0:
        raise ValueError("alpha must not be negative")

    def draw():
        beta = torch.distributions.Beta(alpha, alpha).sample() if alpha else torch.ones(())
        return beta.double(), torch.randperm(len(x))

    lam, order = _with_seed(generator, draw)
    return lam * x + (1 - lam) * x[order], y, y[order], lam


def cutmix(x, y, alpha, generator):
    if alpha < 0:
        raise ValueError("alpha must not be negative")

    def draw():
        r = torch.distributions.Beta(alpha, alpha).sample() if alpha else torch.ones(())
        return float(r), torch.randperm(len(x)), torch.rand(2).tolist()

    r, order, (v, u) = _with_seed(generator, draw)
    height, width = x.shape[2:]
    ends = []
    for length, place in ((height, int(v * height)), (width, int(u * width))):
        size = int(length * (1 - r) ** 0.5)
        start = place - (size - 1) // 2
        ends += [max(start, 0), max(min(start + size, length), 0)]
    top, bottom, left, right = ends
    inside = torch.zeros(height, width, dtype=torch.bool)
    inside[top:bottom, left:right] = True
    mixed = x.clone()
    mixed[..., inside] = x[order][..., inside]
    return mixed, y.clone(), y[order], 1.0 - int(inside.sum()) / inside.numel()
