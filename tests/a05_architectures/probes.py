"""Small functions that run beside the submission's code."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def tensors(block: nn.Module) -> dict[str, Tensor]:
    """The block's parameters and buffers, also under the documented names.

    A layer that has another name, such as a shortcut's convolution that is not called
    "shortcut.0", is known by its kind, and by its place among those of its kind.
    """
    found = dict(block.state_dict(keep_vars=True))
    layers = {name: layer for name, layer in block.named_modules() if _is_leaf(layer)}
    roles = {
        nn.Conv2d: ["conv1", "conv2", "shortcut.0"],
        nn.BatchNorm2d: ["bn1", "bn2", "shortcut.1"],
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
