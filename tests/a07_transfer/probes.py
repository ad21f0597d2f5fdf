"""Models, and small functions that run beside the submission's code."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Log(list):
    """What came by; a copy of a model writes into the same log."""

    def __deepcopy__(self, memo: Any) -> Log:
        return self


class Scale(nn.Module):
    """A layer with a parameter and a buffer of its own; notes each batch that comes by."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(channels, 1, 1))
        self.register_buffer("shift", torch.zeros(channels, 1, 1))
        self.log = Log()

    def forward(self, x: Tensor) -> Tensor:
        self.log.append((len(x), torch.is_grad_enabled(), self.training))
        return x * self.gain + self.shift


class Net(nn.Module):
    """A small convolutional network; what is unusual about it, each test asks for.

    Args:
        head: "fc" for one linear layer, "heads.main.1" for one deep inside, "mlp" for a head with
            dropout and batch norm.
        first: whether the head is registered before all other layers.
        tied: whether two convolutions share one weight.
        drop: whether the backbone has dropout.
        bias: whether the linear head has a bias.
    """

    def __init__(
        self, head: str, first: bool, tied: bool = False, drop: bool = False, bias: bool = True
    ) -> None:
        super().__init__()
        if first:
            self._make_head(head, bias)
        self.offset = nn.Parameter(torch.zeros(1, 3, 1, 1))
        self.scale = Scale(3)
        stem = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.stem = nn.Sequential(stem, nn.BatchNorm2d(4), nn.ReLU())
        inner = nn.Conv2d(4, 6, 3, padding=1)
        norm = nn.BatchNorm2d(6, momentum=None)
        last = nn.Conv2d(6, 6, 1, bias=False)
        self.body = nn.ModuleDict({"a": nn.Sequential(inner, nn.Sequential(norm, nn.ReLU()))})
        self.body["b"] = nn.Sequential(nn.Dropout(0.5 if drop else 0.0), last)
        self.twin = nn.Conv2d(6, 6, 1, bias=False)
        if tied:
            self.twin.weight = last.weight
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc_norm = nn.BatchNorm1d(6, affine=False)
        if not first:
            self._make_head(head, bias)

    def _make_head(self, head: str, bias: bool) -> None:
        if head == "fc":
            self.fc = nn.Linear(6, 5, bias=bias)
        elif head == "mlp":
            layers = nn.Linear(6, 8), nn.BatchNorm1d(8), nn.Dropout(0.5), nn.Linear(8, 5)
            self.mlp = nn.Sequential(*layers)
        else:
            main = nn.ModuleList([nn.Linear(6, 7), nn.Linear(7, 5, bias=bias)])
            self.heads = nn.ModuleDict({"main": main})

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(self.scale(x + self.offset))
        for part in self.body.values():
            x = part(x)
        x = self.fc_norm(self.pool(self.twin(x)).flatten(1))
        if hasattr(self, "heads"):
            return self.heads["main"][1](F.relu(self.heads["main"][0](x)))
        return self.fc(x) if hasattr(self, "fc") else self.mlp(x)


def net(
    head: str = "fc", seed: int = 0, first: bool = False, dtype: str = "float64", **options: bool
) -> Net:
    """A network with random weights and running statistics, in evaluation mode."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = Net(head, first, **options)
        fill(model)
    return model.to(getattr(torch, dtype)).eval()


def fill(model: nn.Module) -> None:
    """Random weights and running statistics."""
    for name, value in [*model.named_parameters(), *model.named_buffers()]:
        if name.endswith("running_var"):
            nn.init.uniform_(value, 0.5, 2.0)
        elif value.is_floating_point():
            nn.init.normal_(value, 0.1, 0.6)
        else:
            value.fill_(7)


class NormAct(nn.BatchNorm2d):
    """Batch norm and its activation in one layer, as timm has it."""

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(super().forward(x))


class Kinds(nn.Module):
    """Batch norms of rarer kinds, in layers whose names begin like that of the head, "fc"."""

    def __init__(self) -> None:
        super().__init__()
        self.fc_conv = nn.Conv2d(3, 4, 3, padding=1)
        self.fc_act = NormAct(4)
        self.volume = nn.BatchNorm3d(4)
        self.fc = nn.Linear(4, 5)

    def forward(self, x: Tensor) -> Tensor:
        x = self.fc_act(self.fc_conv(x))
        return self.fc(self.volume(x[:, :, None]).mean((2, 3, 4)))


def kinds(seed: int) -> Kinds:
    """A network with a subclass of batch norm and one of volumes, float64, in evaluation mode."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = Kinds()
        fill(model)
    return model.double().eval()


def hooks(model: nn.Module) -> int:
    """How many hooks wait for forward passes, in all layers."""
    kept = (dict(m._forward_hooks) | dict(m._forward_pre_hooks) for m in model.modules())
    return sum(map(len, kept))


def state(model: nn.Module) -> dict[str, Tensor]:
    """A copy of the state dict."""
    return {name: value.clone() for name, value in model.state_dict().items()}


def trainable(model: nn.Module) -> dict[str, bool]:
    """Whether each parameter requires a gradient, by name."""
    return {name: value.requires_grad for name, value in model.named_parameters()}


def modes(model: nn.Module) -> dict[str, bool]:
    """Whether each layer is in training mode, by name."""
    return {name: layer.training for name, layer in model.named_modules()}


def mix_modes(model: nn.Module, training: list[str]) -> None:
    """Put the layers of these names in training mode, and all others in evaluation mode."""
    for name, layer in model.named_modules():
        layer.training = name in training


def freeze(model: nn.Module, names: list[str]) -> None:
    """No gradient for these parameters."""
    for name, value in model.named_parameters():
        value.requires_grad = name not in names


def same(one: Any, other: Any) -> bool:
    """Whether both are one object."""
    return one is other


def linear(model: nn.Module, name: str) -> dict[str, Any]:
    """What there is to say about a linear layer, but for its values."""
    layer = model.get_submodule(name)
    if not isinstance(layer, nn.Linear):
        return {"kind": type(layer).__name__}
    return {
        "kind": "Linear",
        "weight": tuple(layer.weight.shape),
        "features": (layer.in_features, layer.out_features),
        "bias": None if layer.bias is None else tuple(layer.bias.shape),
        "dtype": str(layer.weight.dtype),
        "trainable": all(value.requires_grad for value in layer.parameters()),
    }


def output(model: nn.Module, x: Tensor, seed: int = 0) -> Tensor:
    """The model's result in its present mode."""
    with torch.no_grad(), torch.random.fork_rng():
        torch.manual_seed(seed)
        return model(x).clone()


def head_input(model: nn.Module, name: str, x: Tensor) -> Tensor:
    """What the layer of that name is fed with, in the model's present mode."""
    caught: list[Tensor] = []
    hook = model.get_submodule(name).register_forward_pre_hook(lambda _, args: caught.extend(args))
    output(model, x)
    hook.remove()
    return caught[0].clone()


def step(model: nn.Module, x: Tensor, lr: float = 0.1) -> None:
    """Forward in the present mode, backward, one step on every parameter with a gradient."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, weight_decay=0.1)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        optimizer.zero_grad()
        model(x).square().sum().backward()
    optimizer.step()


def train(model: nn.Module, x: Tensor, steps: int = 2) -> None:
    """`model.train()`, then some steps."""
    model.train()
    for _ in range(steps):
        step(model, x)


def names(plan: Iterable[Iterable[str]]) -> list[list[str]]:
    """Each epoch's names as a sorted list."""
    return [sorted(epoch) for epoch in plan]


def rates(function: Callable[..., Any], model: nn.Module, *args: Any) -> dict[str, float]:
    """The learning rate that a torch optimiser gives to each parameter, by its name.

    Args:
        function: makes the groups. They are used here: beyond the wall they would be copies.
        model: and all that follows, for the function.
    """
    name_of = {id(value): name for name, value in model.named_parameters()}
    groups = list(function(model, *args))
    missing = {"lr": float("nan")}  # shows where a group brings no rate
    optimizer = torch.optim.SGD([missing | group for group in groups], lr=1.0)
    return {name_of[id(p)]: float(g["lr"]) for g in optimizer.param_groups for p in g["params"]}


def log(model: Net) -> list[tuple[int, bool, bool]]:
    """Each batch that came by: its size, whether gradients were on, whether in training mode."""
    return list(model.scale.log)


def requires_grad_of(function: Callable[..., Any], *args: Any) -> bool:
    """Whether what the function returns hangs on a graph."""
    return bool(function(*args).requires_grad)


def normal_batch_norm(names: list[str], momentum: float | None, seed: int = 0) -> Net:
    """A network whose backbone drops out, all batch norms with this momentum."""
    model = net(seed=seed, drop=True)
    for name in names:
        model.get_submodule(name).momentum = momentum
    return model


def momenta(model: nn.Module, names: list[str]) -> list[float | None]:
    """The momentum of these layers."""
    return [model.get_submodule(name).momentum for name in names]


ANGLES, PHASES, SIDE = 8, 4, 7


class StripeNet(nn.Module):
    """Finds striped textures of any direction: its first layer is made of striped kernels.

    Args:
        num_classes: outputs of its head, "classifier.1".
    """

    def __init__(self, num_classes: int) -> None:
        super().__init__()
        channels = ANGLES * PHASES
        self.bank = nn.Conv2d(1, channels, SIDE, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.classifier = nn.Sequential(nn.Dropout(0.1), nn.Linear(channels, num_classes))
        with torch.no_grad():
            self.bank.weight.copy_(striped_kernels())

    def forward(self, x: Tensor) -> Tensor:
        return self.classifier(F.relu(self.norm(self.bank(x))).mean((2, 3)))


def striped_kernels() -> Tensor:
    """Stripes four pixels apart in ANGLES directions and PHASES phases, float32."""
    ruler = torch.arange(SIDE) - SIDE // 2
    rows, columns = torch.meshgrid(ruler, ruler, indexing="ij")
    kernels = []
    for angle in range(ANGLES):
        direction = math.pi * angle / ANGLES
        along = rows * math.sin(direction) + columns * math.cos(direction)
        for phase in range(PHASES):
            waves = torch.cos(math.pi / 2 * along + math.tau * phase / PHASES)
            waves = waves * torch.exp(-(rows**2 + columns**2) / 8)
            kernels.append(waves - waves.mean())
    bank = torch.stack(kernels)[:, None]
    return bank / bank.square().sum((2, 3), keepdim=True).sqrt()


def stripe_net(num_classes: int = 3) -> StripeNet:
    """The striped network with an untrained head, the same each time."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        return StripeNet(num_classes).eval()


def lite0(weights: dict[str, Tensor] | None, num_classes: int = 1000) -> nn.Module:
    """EfficientNet-Lite0, in evaluation mode."""
    import timm

    with torch.random.fork_rng():
        torch.manual_seed(4)
        model = timm.create_model("tf_efficientnet_lite0", num_classes=num_classes)
    if weights is not None:
        model.load_state_dict(weights)
    return model.eval()


def looks_new(model: nn.Module, name: str, old: Tensor) -> dict[str, bool]:
    """Whether a linear layer has PyTorch's own first weights, and not the old ones."""
    weight = model.get_submodule(name).weight.detach()
    bound = 1.0001 / math.sqrt(weight.shape[1])
    rows = min(len(old), len(weight))
    return {
        "random": len(weight.unique()) > weight.numel() // 2,
        "as small as PyTorch's": bool((weight.abs() <= bound).all()),
        "not the old one's": not torch.equal(weight[:rows].double(), old[:rows].double()),
    }


def load(model: nn.Module, weights: Any) -> str:
    """Load a state dict that a submission returned.

    Returns:
        What is wrong with it; "" where it fits.
    """
    if type(weights) is not dict:
        return f"a {type(weights).__name__} came, not a dict of tensors"
    own = model.state_dict()
    for name in own.keys() | weights.keys():
        value = weights.get(name)
        if name not in own:
            return f"{str(name)[:80]!r} is one too many"
        if not isinstance(value, Tensor):
            return f"{name!r} is missing, or no tensor"
        if value.shape != own[name].shape or value.dtype != own[name].dtype:
            return f"{name!r} has shape {tuple(value.shape)} and {value.dtype}"
        if not bool(torch.isfinite(value).all()):
            return f"{name!r} is not finite everywhere"
    model.load_state_dict(weights)
    return ""


def group_sizes(function: Callable[..., Any], *args: Any) -> list[int]:
    """How many parameters stand in each group that the function makes."""
    return [len(list(group["params"])) for group in function(*args)]


def untracked(seed: int) -> Net:
    """A network one of whose batch norms tracks no statistics."""
    model = net(seed=seed)
    model.stem[1] = nn.BatchNorm2d(4, track_running_stats=False, dtype=torch.float64)
    return model
