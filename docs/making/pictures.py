"""Pictures of the lessons: every figure that a block of code made, and the same in words."""

from pathlib import Path
from typing import Any
from weakref import WeakSet

from matplotlib.figure import Figure
from sphinx_gallery.scrapers import figure_rst

import hipmech as hm

shown: WeakSet[Figure] = WeakSet()
"""Figures that stand in a lesson already: names outlive their block."""


def figures_of_block(block: Any, block_vars: dict[str, Any], gallery_conf: dict[str, Any]) -> str:
    """Save the figures that are new since the last block; sphinx-gallery asks after each."""
    named = block_vars["example_globals"].values()
    new = {id(one): one for one in named if isinstance(one, Figure) and one not in shown}
    shown.update(new.values())
    return "".join(
        figure_rst(
            [str(saved(one, next(block_vars["image_path_iterator"])))], gallery_conf["src_dir"], in_words(one)
        )
        for one in new.values()
    )


def saved(figure: Figure, path: str) -> Path:
    return hm.figures.save(figure, Path(path).with_suffix(".svg"))


def in_words(figure: Figure) -> str:
    return str(getattr(figure, "description", "") or figure.get_suptitle())
