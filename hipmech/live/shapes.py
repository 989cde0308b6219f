"""Every number of the drawn anatomy, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from hipmech import anatomy

__all__ = ["shapes"]

MODULES = ("curves", "muscle", "pelvis", "pose", "silhouette", "skeleton", "thigh_bone")


def shapes() -> Mapping[str, Mapping[str, Any]]:
    """Constants of each module of the anatomy, by module and name."""
    return {name: _constants(name) for name in MODULES}


def _constants(module: str) -> dict[str, Any]:
    # by name, because the package gives some functions the names of their modules
    entries = vars(import_module(f"{anatomy.__name__}.{module}"))
    return {name: value for name, value in entries.items() if name.isupper()}
