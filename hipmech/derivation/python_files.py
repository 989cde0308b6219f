"""Generated Python: LaTeX, exact derivatives, and the equations in the words of ``math``."""

from __future__ import annotations

import sympy as sp
from sympy.printing.numpy import NumPyPrinter
from sympy.printing.pycode import PythonCodePrinter

from hipmech.derivation.tracing import (
    Traced,
    differentiable,
    expression_of,
    functions,
    symbol,
    trace_equation,
)
from hipmech.equations import Function, arguments_of

__all__ = ["formulas_file", "numbers_file", "partials_file"]


def templates(function: Function) -> tuple[str, str]:
    """LaTeX and plain text of an equation, «name» in the place of each symbol, terms in the order written."""
    names = arguments_of(function)
    ordered = [sp.Symbol(f"a{place:02}", real=True) for place in range(len(names))]
    expression = expression_of(function(*map(Traced, ordered)))
    places = dict(zip(ordered, map("«{}»".format, names), strict=True))
    latex = sp.latex(expression, symbol_names=places, mul_symbol="dot")
    plain = str(expression)
    for place, name in zip(ordered, names, strict=True):
        plain = plain.replace(place.name, f"«{name}»")
    return str(latex).replace(r"\operatorname{atan}_{2}", r"\operatorname{atan2}"), plain


HEADER = '"""{what} Written by ``python -m hipmech.derivation``: change the equations, not this file."""\n'


def formulas_file() -> str:
    """Source of ``generated/formulas.py``: LaTeX and plain text of each equation."""
    lines = [HEADER.format(what="Each equation in symbols."), "FORMULAS: dict[str, tuple[str, str]] = {"]
    for name, function in sorted(differentiable().items()):
        latex, plain = templates(function)
        lines += [f"    {name!r}: (", f"        {latex!r},", f"        {plain!r},", "    ),"]
    return "\n".join([*lines, "}", ""])


def partials_file() -> str:
    """Source of ``generated/partials.py``: how each equation answers a small change of each argument."""
    printer = NumPyPrinter({"fully_qualified_modules": False})
    body = []
    for name, function in sorted(differentiable().items()):
        arguments = arguments_of(function)
        expression = trace_equation(function)
        body.append(f"    {name!r}: {{")
        for argument in arguments:
            derivative = printer.doprint(sp.diff(expression, symbol(argument)))
            body.append(f"        {argument!r}: lambda {', '.join(arguments)}: {derivative},")
        body.append("    },")
    used = sorted(set().union(*printer.module_imports.values()))
    head = [
        HEADER.format(what="Partial derivatives of each equation."),
        "from collections.abc import Callable",
        "from typing import Any",
        "",
        f"from numpy import {', '.join(used)}",
        "",
        "PARTIALS: dict[str, dict[str, Callable[..., Any]]] = {",
    ]
    return "\n".join([*head, *body, "}", ""])


def numbers_file() -> str:
    """Source of ``generated/numbers.py``: each equation in the words of ``math``, for one hip at a time."""
    printer = PythonCodePrinter({"fully_qualified_modules": False})
    lines = [HEADER.format(what="Each equation in Python's own arithmetic."), "NUMBERS: dict[str, str] = {"]
    for name, function in sorted(functions().items()):
        lines.append(f"    {name!r}: {printer.doprint(trace_equation(function))!r},")
    return "\n".join([*lines, "}", ""])
