"""Networks as plain sequences, other names, the shortcut first, functions for layers."""

import itertools


class LeNet5(nn.Sequential):
    def __init__(self, num_classes=10):
        super().__init__(
            nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(),
            nn.AvgPool2d(2), nn.Conv2d(16, 120, 5), nn.Tanh(), nn.Flatten(),
            nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, num_classes),
        )  # fmt: skip


def local_response_norm(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    if size < 1 or size % 2 == 0:
        raise ValueError(size)
    return F.local_response_norm(x, size, alpha * size, beta, k)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, groups=1, slim=1):
        super().__init__(num_classes, groups, slim)
        self.pool = nn.Identity()
        self.conv5, self.conv1 = self.conv5, self.conv1

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = F.relu(conv(x), inplace=True)
            x = F.max_pool2d(F.local_response_norm(x, 5, 5e-4, 0.75, 2.0), 3, 2)
        x = self.conv5(self.conv4(self.conv3(x).relu()).relu()).relu()
        return self.classifier(torch.flatten(F.max_pool2d(x, 3, 2), 1))


class _Vgg(nn.Module):
    def __init__(self, config, num_classes, batch_norm, in_channels, hidden):
        super().__init__()
        self.head = nn.ModuleList([nn.Linear(hidden, hidden), nn.Linear(hidden, num_classes)])
        widths = [in_channels, *(c for c in config if c != "M")]
        self.norms = nn.ModuleList(nn.BatchNorm2d(c) for c in widths[1:] if batch_norm)
        pairs = itertools.pairwise(widths)
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 3, padding="same") for a, b in pairs)
        self.first, self.config = nn.Linear(49 * widths[-1], hidden), tuple(config)

    def forward(self, x):
        i = 0
        for entry in self.config:
            if entry == "M":
                x = F.max_pool2d(x, 2)
            else:
                x = self.convs[i](x)
                x = F.relu(self.norms[i](x) if len(self.norms) else x)
                i += 1
        x = F.relu(self.first(F.adaptive_avg_pool2d(x, 7).flatten(1)))
        x = F.relu(self.head[0](F.dropout(x, 0.5, self.training)))
        return self.head[1](F.dropout(x, 0.5, self.training))


def make_vgg(config, num_classes=1000, batch_norm=False, in_channels=3, hidden=4096):
    if any(c != "M" and not (isinstance(c, int) and c > 0) for c in config):
        raise ValueError(config)
    return _Vgg(config, num_classes, batch_norm, in_channels, hidden)


class InceptionBlock(nn.Module):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()

        def conv(a, b, k):
            return nn.Sequential(nn.Conv2d(a, b, k, padding=k // 2), nn.ReLU(inplace=True))

        self.pooled = nn.Sequential(nn.MaxPool2d(3, 1, 1), conv(in_channels, pool_proj, 1))
        self.five = nn.Sequential(conv(in_channels, ch5x5red, 1), conv(ch5x5red, ch5x5, 5))
        self.three = nn.Sequential(conv(in_channels, ch3x3red, 1), conv(ch3x3red, ch3x3, 3))
        self.one = conv(in_channels, ch1x1, 1)

    def forward(self, x):
        branches = (self.one, self.three, self.five, self.pooled)
        return torch.cat([branch(x) for branch in branches], dim=-3)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, width, stride=1):
        super().__init__()
        self.shortcut = nn.Sequential()
        if stride != 1 or in_channels != 4 * width:
            self.shortcut.append(nn.Conv2d(in_channels, 4 * width, 1, stride, bias=False))
            self.shortcut.append(nn.BatchNorm2d(4 * width))
        for i, (a, b, k) in enumerate(
            [(in_channels, width, 1), (width, width, 3), (width, 4 * width, 1)], 1
        ):
            conv = nn.Conv2d(a, b, k, stride if k == 3 else 1, k // 2, bias=False)
            setattr(self, f"conv{i}", conv)
            setattr(self, f"bn{i}", nn.BatchNorm2d(b))

    def forward(self, x):
        out = self.shortcut(x)
        for i in (1, 2):
            x = F.relu(getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(x)), inplace=True)
        return F.relu(self.bn3(self.conv3(x)) + out)


class DepthwiseSeparable(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.norms = nn.ModuleList([nn.BatchNorm2d(in_channels), nn.BatchNorm2d(out_channels)])
        self.point = nn.Conv2d(in_channels, out_channels, 1, bias=False)
        self.depth = nn.Conv2d(
            in_channels, in_channels, 3, stride, 1, groups=in_channels, bias=False
        )

    def forward(self, x):
        return self.norms[1](self.point(self.norms[0](self.depth(x)).relu())).relu()


class MBConv(MBConv):
    def __init__(self, in_channels, out_channels, expansion, kernel_size, stride=1, se_ratio=0.25):
        super().__init__(in_channels, out_channels, expansion, kernel_size, stride, se_ratio)
        middle, squeezed = in_channels * expansion, max(1, int(in_channels * se_ratio))
        self.gate = nn.Sequential(
            nn.Linear(middle, squeezed), nn.SiLU(), nn.Linear(squeezed, middle), nn.Sigmoid()
        )

    def forward(self, x):
        out = self.filter(x)
        out = self.project(out * self.gate(out.mean((2, 3)))[:, :, None, None])
        return out.add_(x) if self.skips else out


def compound_scale(phi, alpha=1.2, beta=1.1, gamma=1.15):
    if alpha < 1 or beta < 1 or gamma < 1:
        raise ValueError("shrinks")
    return [pow(factor, phi) for factor in (alpha, beta, gamma)]


def gradient_norms(kind, depth, generator):
    if kind not in ("plain", "residual") or depth < 1:
        raise ValueError(kind)
    x, weights, grad_out = draw_stack(depth, generator)
    for weight in weights:
        step = F.conv2d(x.relu(), weight, None, 1, 1)
        x = step + x * (kind == "residual")
    x.backward(grad_out)
    return torch.stack([weight.grad.pow(2).sum().sqrt() for weight in weights])


def choose_network(networks, max_megaparams=None, max_gigamacs=None, last_year=None):
    chosen = None
    for name, (year, params, macs, accuracy) in networks.items():
        if max_megaparams is not None and params > max_megaparams:
            continue
        if max_gigamacs is not None and macs > max_gigamacs:
            continue
        if last_year is not None and year > last_year:
            continue
        if chosen is None or (accuracy, -params) > chosen[1]:
            chosen = name, (accuracy, -params)
    return None if chosen is None else chosen[0]
