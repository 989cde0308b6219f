"""Equations as MathML, which browsers set by themselves: no script, no font, no network."""

import re
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml

BEFORE_A_FUNCTION = re.compile(r"(?<=[\w}]) (?=\\(?:sin|cos|cosh|max|operatorname))")


def spaced(latex: str) -> str:
    r"""A factor before a function stands apart from its name.

    Examples
    --------
    >>> print(spaced(r"b \cos{\left(\varphi \right)}"))
    b \, \cos{\left(\varphi \right)}
    """
    return BEFORE_A_FUNCTION.sub(r" \\, ", latex)


def inline_equation(writer: Any, node: nodes.Element) -> None:
    writer.body.append(tex2mathml(spaced(node.astext())))
    raise nodes.SkipNode


def block_equation(writer: Any, node: nodes.Element) -> None:
    """An equation on a line of its own, which scrolls where the window is narrow."""
    equation = tex2mathml(spaced(node.astext()), as_block=True)
    writer.body.append(f'<div class="equation" tabindex="0">{equation}</div>')
    raise nodes.SkipNode
