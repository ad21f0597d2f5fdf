"""Small functions that run beside the submission's code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest import mock

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode


def tensors(block: nn.Module) -> dict[str, Tensor]:
    """The block's parameters and buffers, also under the documented names.

    A layer that has another name, such as a shortcut's convolution that is not called
    "shortcut.0", is known by its kind, and by its place among those of its kind.
    """
    found = dict(block.state_dict(keep_vars=True))
    layers = {name: layer for name, layer in block.named_modules() if _is_leaf(layer)}
    numbers = range(1, 4 if hasattr(block, "conv3") else 3)
    roles = {
        nn.Conv2d: [*(f"conv{i}" for i in numbers), "shortcut.0"],
        nn.BatchNorm2d: [*(f"bn{i}" for i in numbers), "shortcut.1"],
    }
    for kind, names in roles.items():
        open_roles = [name for name in names if not isinstance(layers.get(name), kind)]
        nameless = [x for name, x in layers.items() if isinstance(x, kind) and name not in names]
        for role, layer in zip(open_roles, nameless, strict=False):
            for name, value in layer.state_dict(keep_vars=True).items():
                found.setdefault(f"{role}.{name}", value)
    return found


def _is_leaf(layer: nn.Module) -> bool:
    return next(layer.children(), None) is None


def load(block: nn.Module, weights: dict[str, Tensor]) -> str:
    """Copy weights into the block's parameters and buffers.

    Returns:
        What does not fit; "" where all is as documented.
    """
    own = tensors(block)
    problems = []
    for name, value in weights.items():
        if name not in own:
            problems.append(f"{name} is missing")
        elif own[name].shape != value.shape:
            problems.append(f"{name} has shape {tuple(own[name].shape)}")
        else:
            with torch.no_grad():
                own[name].copy_(value)
    known = {id(own[name]) for name in weights if name in own}
    extra = [name for name, value in block.named_parameters() if id(value) not in known]
    return "; ".join(problems + [f"{name} is one too many" for name in extra])


def parameter_count(block: nn.Module) -> int:
    """How many numbers the block can learn; running statistics are none of them."""
    return sum(parameter.numel() for parameter in block.parameters())


def shape_and_dtype(block: nn.Module, x: Tensor) -> tuple[tuple[int, ...], str]:
    """Of the block's result."""
    y = block(x)
    return tuple(y.shape), str(y.dtype)


def lowest(block: nn.Module, x: Tensor) -> float:
    """The smallest value of the block's result."""
    return float(block(x).detach().min())


def buffers(block: nn.Module, names: list[str]) -> dict[str, Tensor]:
    """Running statistics by name."""
    own = tensors(block)
    return {name: own[name] for name in names}


Spec = tuple[str, tuple[int, ...], bool]  # "map" or "norm", shape of the weight, has it a bias

# Numbers for millions of weights take long to make, so a longer weight repeats them. A prime, so
# that no two filters are alike.
PERIOD = 199_999


def _repeated(numbers: Tensor, shape: torch.Size) -> Tensor:
    """As many numbers as the shape has places, from the first on, and from the first again."""
    count = shape.numel()
    return numbers.repeat(-(-count // len(numbers)))[:count].reshape(shape)


def draw(
    specs: list[Spec], seed: int, dtype: torch.dtype = torch.float64
) -> list[dict[str, Tensor]]:
    """Random weights and running statistics of layers, of a size that depth can bear."""
    generator = torch.Generator().manual_seed(seed)

    def normal(shape: tuple[int, ...], scale: float) -> Tensor:
        count = min(torch.Size(shape).numel(), PERIOD)
        numbers = torch.randn(count, dtype=torch.float64, generator=generator) * scale
        return _repeated(numbers.to(dtype), torch.Size(shape))

    layers = []
    for kind, shape, has_bias in specs:
        if kind == "norm":
            weight, var = torch.rand(2, *shape, dtype=torch.float64, generator=generator) + 0.5
            layer = {"weight": weight, "running_var": var, "running_mean": normal(shape, 0.3)}
        else:
            fan_in = torch.Size(shape[1:]).numel()
            layer = {"weight": normal(shape, (2 / fan_in) ** 0.5)}
        if has_bias:
            layer["bias"] = normal(shape[:1], 0.3)
        layers.append(layer)
    return layers


class Fitted:
    """A network, and its layers in the order of a list of weights."""

    def __init__(self, net: nn.Module, layers: list[nn.Module]) -> None:
        self.net, self.layers = net, layers


def fit(
    net: nn.Module, specs: list[Spec], seed: int, ranks: list[int], order: str, sample: Tensor
) -> tuple[str, list[int], Fitted]:
    """Draw weights for a network's layers, whatever their names, and copy them in.

    Layers of one shape are told apart by their order.

    Args:
        net: takes the sample's dtype, in evaluation mode.
        specs: of all its layers.
        seed: of the weights.
        ranks: the specs' order.
        order: of the network's layers, "defined" or "used".
        sample: an input, to see which layer is used when.

    Returns:
        What does not fit, "" where all is well; which layer took which weights; the network.
    """
    net.to(sample.dtype).eval()
    found = _layers(net)
    if order == "used":
        uses = _uses(net, sample)
        found.sort(key=lambda layer: uses.get(id(layer.weight), len(uses)))
    weights = draw(specs, seed, sample.dtype)
    chosen: dict[int, nn.Module] = {}
    free = list(enumerate(found))
    problems = []
    for rank in ranks:
        match = next((pair for pair in free if _fits(pair[1], specs[rank])), None)
        if match is None:
            problems.append(_missing(specs[rank]))
            continue
        free.remove(match)
        chosen[rank] = match[1]
        problems += _copy(match[1], weights[rank])
    problems += [f"{layer} is one too many" for _, layer in free]
    known = {id(p) for layer in found for p in layer.parameters(recurse=False)}
    problems += [
        f"{n} is in no such layer" for n, p in net.named_parameters() if id(p) not in known
    ]
    layers = [chosen[rank] for rank in sorted(chosen)]
    first = {id(layer): i for i, layer in enumerate(_layers(net))}
    return "; ".join(problems), [first[id(layer)] for layer in layers], Fitted(net, layers)


def _layers(net: nn.Module) -> list[nn.Module]:
    kinds = (nn.Conv2d, nn.Linear, nn.BatchNorm2d)
    return [layer for layer in net.modules() if isinstance(layer, kinds)]


class _Uses(TorchFunctionMode):
    """Notes in which order parameters are used."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[int, int] = {}

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        for value in (*args, *kwargs.values()):
            if isinstance(value, nn.Parameter) and getattr(func, "__name__", "") != "__get__":
                self.places.setdefault(id(value), len(self.places))
        return func(*args, **kwargs)


def _uses(net: nn.Module, sample: Tensor) -> dict[int, int]:
    with _Uses() as uses, torch.no_grad():
        net(sample)
    return uses.places


def _fits(layer: nn.Module, spec: Spec) -> bool:
    """Whether it has this shape, or is fully connected and has as many weights."""
    kind, shape, _ = spec
    if isinstance(layer, nn.BatchNorm2d):
        return kind == "norm" and tuple(layer.weight.shape) == tuple(shape)
    if kind == "norm" or layer.weight.shape[0] != shape[0]:
        return False
    if layer.weight.ndim == len(shape):
        return tuple(layer.weight.shape) == tuple(shape)
    return layer.weight.numel() == torch.Size(shape).numel()


def _missing(spec: Spec) -> str:
    name = "batch norm" if spec[0] == "norm" else "a layer"
    return f"{name} with a weight of shape {tuple(spec[1])} is missing"


def _copy(layer: nn.Module, weights: dict[str, Tensor]) -> list[str]:
    problems = []
    if (layer.bias is None) == ("bias" in weights):
        problems.append(f"{layer} has {'no' if layer.bias is None else 'a'} bias")
    with torch.no_grad():
        for name, value in weights.items():
            own = getattr(layer, name)
            if own is not None:
                own.copy_(value.reshape(own.shape))
    return problems


def gradients(
    fitted: Fitted, x: Tensor, grad_out: Tensor
) -> tuple[Tensor, list[dict[str, Tensor]]]:
    """Of sum(grad_out * net(x)), with respect to x and to each layer's weight and bias."""
    fitted.net.zero_grad()
    grad_x = input_gradient(fitted.net, x, grad_out)
    return grad_x, [
        {name: torch.zeros_like(p) if p.grad is None else p.grad for name, p in _own(layer)}
        for layer in fitted.layers
    ]


def gradient_sizes(
    fitted: Fitted, x: Tensor, grad_out: Tensor
) -> tuple[Tensor, list[dict[str, Tensor]]]:
    """As `gradients`, with the Euclidean norm alone of each weight's and bias's."""
    grad_x, layers = gradients(fitted, x, grad_out)
    return grad_x, [{name: grad.norm() for name, grad in layer.items()} for layer in layers]


def _own(layer: nn.Module) -> list[tuple[str, Tensor]]:
    return list(layer.named_parameters(recurse=False))


def statistics(fitted: Fitted, x: Tensor | None = None) -> list[dict[str, Tensor]]:
    """Running statistics of the batch norms, in order; after a step on x in training mode."""
    if x is not None:
        fitted.net.train()(x)
    norms = [layer for layer in fitted.layers if isinstance(layer, nn.BatchNorm2d)]
    return [{n: getattr(x, n) for n in ("running_mean", "running_var")} for x in norms]


def pattern(net: nn.Module) -> None:
    """Fill every weight with numbers that its shape alone decides; float64, evaluation mode."""
    net.double().eval()
    with torch.no_grad():
        for name, value in net.state_dict().items():
            if not value.is_floating_point():
                continue
            steps = torch.arange(1, min(value.numel(), PERIOD) + 1, dtype=torch.float64)
            waves = _repeated(torch.sin(steps), value.shape)
            fan_in = value.numel() // value.shape[0]
            is_norm = value.ndim == 1 and name.endswith(("weight", "var"))
            value.copy_(1 + 0.5 * waves if is_norm else waves * (2 / max(fan_in, 4)) ** 0.5)


def last(net: nn.Module, x: Tensor) -> Tensor:
    """The last row of a network's results."""
    with torch.no_grad():
        return net(x)[-1]


def last_pixels(block: nn.Module, x: Tensor) -> Tensor:
    """Of the last image, the last pixel of every channel."""
    with torch.no_grad():
        return block(x)[-1, :, -1, -1]


def count_of(build: Any, *args: Any, **kwargs: Any) -> int:
    """How many parameters a network has; built without memory for them where it lets itself."""
    try:
        with torch.device("meta"):
            net = build(*args, **kwargs)
    except NotImplementedError as error:
        if not isinstance(error.args[0] if error.args else None, str) or "meta" not in str(error):
            raise
        net = build(*args, **kwargs)
    except RuntimeError:
        net = build(*args, **kwargs)
    return parameter_count(net)


def kept_by(build: Any, config: list[Any], *args: Any, **kwargs: Any) -> list[Any]:
    """The list that a network was built from, as it is afterwards."""
    build(config, *args, **kwargs)
    return config


def without_gradient(net: nn.Module, x: Tensor) -> list[str]:
    """The names of parameters that a loss of the network's results does not reach."""
    net.eval()
    net(x).sum().backward()
    return [name for name, parameter in net.named_parameters() if parameter.grad is None]


def hand_on(fitted: Fitted) -> None:
    """Let convolutions answer 1, and the last three, fully connected layers hand that on.

    The first of them sums two neighbours, so that dropout before and after it are told apart.
    """
    *convolutions, first, second, last = fitted.layers
    with torch.no_grad():
        for layer in convolutions:
            layer.weight.zero_()
            layer.bias.fill_(1)
        for layer in (first, second, last):
            layer.weight.zero_().view(len(layer.weight), -1).fill_diagonal_(1)
            layer.bias.zero_()
        first.weight.view(len(first.weight), -1)[:, 1:].fill_diagonal_(1)


def values(net: nn.Module, x: Tensor) -> list[float]:
    """The different values among a network's results, rising."""
    with torch.no_grad():
        return sorted({round(value, 6) for value in net(x).flatten().tolist()})


def norms(function: Any, kind: str, depth: int, seed: int) -> Tensor:
    """What a function of a generator returns, as a vector; the global generator stays out of it."""
    torch.manual_seed(seed + depth)
    values = function(kind, depth, torch.Generator().manual_seed(seed))
    return torch.as_tensor([float(value) for value in values], dtype=torch.float64)


def norms_of_waves(function: Any, kind: str, depth: int) -> Tensor:
    """The same, where torch draws waves: its random numbers may differ between versions."""

    def normal(*shape: Any, **settings: Any) -> Tensor:
        count = torch.Size(shape[0] if len(shape) == 1 else shape).numel()
        return torch.cos(torch.arange(count, dtype=torch.float64)).reshape(*shape)

    def uniform(*shape: Any, **settings: Any) -> Tensor:
        return normal(*shape).square()

    with mock.patch.multiple(torch, randn=normal, rand=uniform):
        return norms(function, kind, depth, 0)


class Row:
    """What a network costs, as NETWORKS has it."""

    def __init__(self, year: int, megaparams: float, gigamacs: float, accuracy: float) -> None:
        self.year, self.megaparams = year, megaparams
        self.gigamacs, self.accuracy = gigamacs, accuracy

    def __iter__(self) -> Iterator[float]:
        return iter((self.year, self.megaparams, self.gigamacs, self.accuracy))

    def __getitem__(self, i: int) -> float:
        return list(self)[i]


def choice(
    function: Any,
    networks: dict[str, tuple],
    megaparams: float = float("inf"),
    gigamacs: float = float("inf"),
    year: int | None = None,
) -> Any:
    """What a function chooses from a table of rows."""
    rows = {name: Row(*row) for name, row in networks.items()}
    return function(rows, max_megaparams=megaparams, max_gigamacs=gigamacs, last_year=year)


def input_gradient(block: nn.Module, x: Tensor, grad_out: Tensor) -> Tensor:
    """The gradient of sum(grad_out * block(x)) with respect to x, shape of x."""
    x = x.clone().requires_grad_()
    # A copy on the way in, as another layer would make it: a leaf may not be changed in place.
    block(x * 1).backward(grad_out)
    return torch.zeros_like(x) if x.grad is None else x.grad


def parameter_gradients(
    block: nn.Module, x: Tensor, grad_out: Tensor, names: list[str]
) -> dict[str, Tensor]:
    """The gradients of sum(grad_out * block(x)) with respect to parameters, by name."""
    own = tensors(block)
    block(x).backward(grad_out)
    grads = {name: own[name].grad for name in names}
    return {k: torch.zeros_like(own[k]) if g is None else g for k, g in grads.items()}
