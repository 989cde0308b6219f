"""How equations hang together: a function computes what it is named after from what its arguments name."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from hipmech.limits import Real

Function = Callable[..., Any]


@dataclass(frozen=True)
class Alternatives:
    """A quantity with one function per name of a choice.

    Attributes
    ----------
    name : str
        The quantity computed.
    choice : str
        The input that picks the function.
    functions : mapping
        Function by the name chosen.
    """

    name: str
    choice: str
    functions: Mapping[str, Function]


class Equation(NamedTuple):
    """One step: ``name = function(*arguments)``."""

    name: str
    function: Function
    arguments: tuple[str, ...]


def arguments_of(function: Function) -> tuple[str, ...]:
    """Names of a function's arguments: the quantities it needs; of a wrapped function, of that within."""
    code = getattr(function, "__wrapped__", function).__code__
    return code.co_varnames[: code.co_argcount]


def chosen(parts: Iterable[Function | Alternatives], choices: Mapping[str, str]) -> dict[str, Equation]:
    """Equations by the quantity they compute, alternatives settled by the choices."""
    equations = {}
    for part in parts:
        if isinstance(part, Alternatives):
            name, function = part.name, part.functions[choices[part.choice]]
        else:
            name, function = part.__name__, part
        equations[name] = Equation(name, function, arguments_of(function))
    return equations


def in_order(equations: Mapping[str, Equation]) -> tuple[Equation, ...]:
    """The equations, each after those it needs; a circle is a programming error."""
    done: dict[str, Equation] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in done or name not in equations:
            return
        if name in path:
            raise ValueError(f"the equations go in a circle: {' <- '.join((*path, name))}")
        for argument in equations[name].arguments:
            visit(argument, (*path, name))
        done[name] = equations[name]

    for name in equations:
        visit(name, ())
    return tuple(done.values())


def behind(equations: Iterable[Equation], names: Iterable[str]) -> tuple[Equation, ...]:
    """The equations, in order, that the named quantities rest on."""
    wanted = set(names)
    rows = []
    for row in reversed(tuple(equations)):
        if row.name in wanted:
            wanted.update(row.arguments)
            rows.append(row)
    return tuple(reversed(rows))


def evaluate(equations: Iterable[Equation], given: Mapping[str, Real]) -> dict[str, Any]:
    """Every quantity of the equations from the given ones, all in SI."""
    values: dict[str, Any] = dict(given)
    for name, function, arguments in equations:
        values[name] = function(*[values[argument] for argument in arguments])
    return values


def in_one_go(equations: Iterable[Equation], words: Mapping[str, str]) -> Callable[..., dict[str, Any]]:
    """One function of floats that runs the equations in a row, from leaves by keyword to every quantity.

    On single numbers the arithmetic of Python, without a call per equation, is several times faster than
    that of NumPy. It raises where NumPy answers with infinity or NaN.

    Parameters
    ----------
    equations : iterable of Equation
        In order.
    words : mapping
        Right-hand side by the name of an equation's function, in the words of ``math``.
    """
    rows = tuple(equations)
    computed = {row.name for row in rows}
    leaves = sorted({name for row in rows for name in row.arguments} - computed)
    lines = [f"    {row.name} = {words[row.function.__name__]}" for row in rows]
    source = "\n".join([f"def run({', '.join(leaves)}, **rest):", *lines, "    return locals()"])
    namespace = dict(vars(math))
    exec(source, namespace)
    run: Callable[..., dict[str, Any]] = namespace["run"]
    return run
