"""affine_grid for places, torch's own Dirichlet for lam, einsum and masks for the rest."""


def _sampled(x, matrix):
    grid = F.affine_grid(matrix.to(x.dtype), list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def rotate(x, degrees):
    if x.shape[0] == 0:
        return torch.empty_like(x)
    height, width = x.shape[2:]
    a = torch.deg2rad(torch.tensor(float(degrees), dtype=torch.float64))
    cos, sin = torch.cos(a), torch.sin(a)
    zero = torch.zeros((), dtype=torch.float64)
    top = torch.stack([cos, -sin * height / width, zero])
    bottom = torch.stack([sin * width / height, cos, zero])
    return _sampled(x, torch.stack([top, bottom]).repeat(len(x), 1, 1))


def shift_zoom(x, shift, zoom, generator):
    rows, columns = as_pair(shift)
    if rows < 0 or columns < 0 or zoom < 0 or zoom >= 1:
        raise ValueError("bad ranges")
    n = len(x)
    if n == 0:
        return x.clone()

    def uniform(low, high):
        return low + (high - low) * torch.rand(n, generator=generator)

    factor, right, down = uniform(1 - zoom, 1 + zoom), uniform(-columns, columns), None
    down = uniform(-rows, rows)
    matrix = torch.zeros(n, 2, 3)
    matrix[:, 0, 0] = matrix[:, 1, 1] = 1 / factor
    matrix[:, 0, 2], matrix[:, 1, 2] = -2 * right / factor, -2 * down / factor
    return _sampled(x, matrix)


def _share(alpha, generator):
    if alpha == 0:
        return torch.tensor(1.0, dtype=torch.float64)
    return torch._sample_dirichlet(torch.tensor([alpha, alpha]).double(), generator=generator)[0]


def mixup(x, y, alpha, generator):
    if alpha < 0:
        raise ValueError("alpha < 0")
    index = torch.rand(x.shape[0], generator=generator).argsort()
    lam = _share(alpha, generator).item()
    return torch.lerp(x[index], x, lam), y, torch.index_select(y, 0, index), lam


def mixup_loss(logits, y_a, y_b, lam):
    target = lam * F.one_hot(y_a, logits.shape[1]) + (1 - lam) * F.one_hot(y_b, logits.shape[1])
    return -(target * logits.log_softmax(-1)).sum(-1).mean()


def cutmix(x, y, alpha, generator):
    """As in the authors' code: half a side is rounded down on both sides of the centre."""
    if alpha < 0:
        raise ValueError("alpha < 0")
    if alpha == 0:
        return x.clone(), y, y.clone(), 1.0
    height, width = x.shape[-2:]
    ratio = (1 - _share(alpha, generator)).sqrt().item()
    half_h, half_w = int(height * ratio) // 2, int(width * ratio) // 2
    cx = torch.randint(width, (), generator=generator).item()
    cy = torch.randint(height, (), generator=generator).item()
    r, c = torch.arange(height)[:, None], torch.arange(width)
    mask = (r >= cy - half_h) & (r < cy + half_h) & (c >= cx - half_w) & (c < cx + half_w)
    index = torch.randperm(len(x), generator=generator)
    return torch.where(mask, x[index], x), y, y[index], 1 - mask.float().mean()


def cutout(x, size, generator):
    h, w = as_pair(size)
    if min(h, w) < 1:
        raise ValueError("size < 1")
    n, _, height, width = x.shape
    cy = torch.randint(0, height, (n, 1, 1, 1), generator=generator)
    cx = torch.randint(0, width, (n, 1, 1, 1), generator=generator)
    r, c = torch.arange(height)[:, None] - cy + h // 2, torch.arange(width) - cx + w // 2
    return x * ~((r >= 0) & (r < h) & (c >= 0) & (c < w))


def rand_augment(x, n, m, generator):
    if n < 0 or not 0 <= m <= 10:
        raise ValueError("out of range")
    out = x.clone()
    weights = torch.ones(len(OPERATIONS))
    for image in out:
        if n:
            for k in torch.multinomial(weights, n, replacement=True, generator=generator):
                image.copy_(OPERATIONS[k](image, m))
    return out
