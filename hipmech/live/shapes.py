"""The numbers of the drawn anatomy, and of the figure that shows it, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

__all__ = ["shape_tables"]

ANATOMY = ("curves", "muscle", "pelvis", "pose", "silhouette", "skeleton", "thigh_bone")
FIGURES = ("body_panel", "hip_figure", "hip_forces", "hip_panel", "scene", "sheet")


def shape_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript: constants by module and name."""
    return {
        "SHAPES": {name: _constants(f"hipmech.anatomy.{name}") for name in ANATOMY},
        "FIGURE": {name: _constants(f"hipmech.figures.{name}") for name in FIGURES},
    }


def _constants(module: str) -> dict[str, Any]:
    # by name, because the packages give some functions the names of their modules
    entries = vars(import_module(module))
    return {name: value for name, value in entries.items() if name.isupper() and _is_data(value)}


def _is_data(value: Any) -> bool:
    """Whether a constant is no list of functions that a module has from elsewhere."""
    return not (isinstance(value, tuple) and any(map(callable, value)))
