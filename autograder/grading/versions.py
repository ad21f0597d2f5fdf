"""Versions that a mark may depend on."""

from __future__ import annotations

import functools
import importlib.metadata
import platform

_PACKAGES = ("numpy", "torch", "torchvision", "pytest", "cnn-course")


@functools.cache
def versions() -> dict[str, str]:
    """Versions that a mark may depend on."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
