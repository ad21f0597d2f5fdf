"""One image and one draw after the other; Python's own Beta, seeded by the generator."""

import random


def random_crop_flip(x, padding, generator):
    rows, columns = as_pair(padding)
    if rows < 0 or columns < 0:
        raise ValueError("padding is negative")
    out = torch.zeros_like(x)
    height, width = x.shape[2:]
    for i in range(len(x)):
        image = x[i].flip(-1) if torch.rand(1, generator=generator) >= 0.5 else x[i]
        down = int(torch.randint(-rows, rows + 1, (1,), generator=generator))
        right = int(torch.randint(-columns, columns + 1, (1,), generator=generator))
        for r in range(height):
            for c in range(width):
                if 0 <= r + down < height and 0 <= c + right < width:
                    out[i, :, r, c] = image[:, r + down, c + right]
    return out


def color_jitter(x, brightness, contrast, saturation, generator):
    if x.shape[1] != 3 or any(not 0 <= s <= 1 for s in (brightness, contrast, saturation)):
        raise ValueError("three channels, and strengths in [0, 1]")

    def factor(s):
        return torch.empty(()).uniform_(1 - s, 1 + s, generator=generator).item()

    out = []
    for image in x:
        c, s, b = factor(contrast), factor(saturation), factor(brightness)
        image = torch.clip(b * image, 0, 1)
        grey = sum(w * plane for w, plane in zip(GREY, image, strict=True))
        image = torch.clip(c * image + (1 - c) * grey.mean(), 0, 1)
        grey = sum(w * plane for w, plane in zip(GREY, image, strict=True))
        out.append(torch.clip(s * image + (1 - s) * grey, 0, 1))
    return torch.stack(out) if out else torch.empty_like(x)


def cutout(x, size, generator):
    rows, columns = as_pair(size)
    if rows < 1 or columns < 1:
        raise ValueError("too small")
    out = x.clone()
    height, width = x.shape[2:]
    for image in out:
        place = int(torch.randint(height * width, (), generator=generator))
        top, left = place // width - rows // 2, place % width - columns // 2
        image[:, max(top, 0) : top + rows, max(left, 0) : left + columns] = 0.0
    return out


def mixup(x, y, alpha, generator):
    if alpha < 0:
        raise ValueError("alpha is negative")
    if alpha == 0:
        return x.clone(), y, y, 1
    dice = random.Random(int(torch.randint(2**62, (), generator=generator)))
    order = list(range(len(x)))
    dice.shuffle(order)
    lam = dice.betavariate(alpha, alpha)
    mixed = x.clone()
    for i, j in enumerate(order):
        mixed[i] = x[i] * lam + x[j] * (1 - lam)
    return [mixed, y.clone(), y[torch.tensor(order, dtype=torch.long)], lam]


def mixup_loss(logits, y_a, y_b, lam):
    logs = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    rows = torch.arange(len(logits))
    return -(lam * logs[rows, y_a] + (1 - lam) * logs[rows, y_b]).mean()


def keeps_label(transform, domain):
    lost = {
        "horizontal_flip": ("digits", "traffic_signs"),
        "vertical_flip": ("digits", "traffic_signs", "street_scenes", "everyday_photos"),
        "quarter_turn": ("digits", "traffic_signs", "street_scenes", "everyday_photos"),
        "color_jitter": ("fruit_ripeness", "traffic_signs"),
        "small_shift": (),
        "cutout": (),
    }
    if domain not in list(MATTERS):
        raise ValueError(domain)
    try:
        return domain not in lost[transform]
    except KeyError:
        raise ValueError(transform) from None


def rand_augment(x, n, m, generator):
    if n < 0 or m < 0 or m > 10:
        raise ValueError("out of range")
    images = list(x.clone())
    for _ in range(n):
        for i, image in enumerate(images):
            u = torch.rand((), generator=generator, dtype=torch.float64).item()
            images[i] = OPERATIONS[int(u * len(OPERATIONS))](image, m)
    return torch.stack(images) if images else x.clone()
