"""Equations as MathML, which browsers set by themselves: no script, no font, no network."""

from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml


def inline_equation(writer: Any, node: nodes.Element) -> None:
    writer.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def block_equation(writer: Any, node: nodes.Element) -> None:
    """An equation on a line of its own, which scrolls where the window is narrow."""
    writer.body.append(f'<div class="equation" tabindex="0">{tex2mathml(node.astext(), as_block=True)}</div>')
    raise nodes.SkipNode
