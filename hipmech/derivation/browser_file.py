"""Generated JavaScript: every equation with its partials and its MathML, and how they hang together."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from typing import Any

import sympy as sp
from sympy.printing.jscode import JavascriptCodePrinter
from sympy.printing.mathml import MathMLPresentationPrinter

from hipmech.derivation.tracing import (
    Traced,
    differentiable,
    expression_of,
    symbol,
    trace_equation,
)
from hipmech.equations import Alternatives, Function, arguments_of
from hipmech.equilibrium import HIP, PULLING, REACTING, guarded
from hipmech.quantities import QUANTITIES
from hipmech.solution import LEAVES

__all__ = ["equations_file", "further_file"]

HEAD = "// Each equation. Written by `python -m hipmech.derivation`: change the equations, not this file.\n"


class _JavaScript(JavascriptCodePrinter):  # type: ignore[misc]
    """SymPy's printer, with NaN and with every digit of a fraction."""

    def _print_NaN(self, expression: Any) -> str:
        return "NaN"

    def _print_Rational(self, expression: Any) -> str:
        return f"({expression.p}/{expression.q})"

    def _print_Float(self, expression: Any) -> str:
        return repr(float(expression))


class _MathML(MathMLPresentationPrinter):  # type: ignore[misc]
    """SymPy's printer, without indices read out of names, and with what is taken away behind the rest."""

    def _as_ordered_terms(self, expression: Any, order: Any = None) -> Any:
        terms = super()._as_ordered_terms(expression, order)
        return sorted(terms, key=lambda term: bool(term.could_extract_minus_sign()))

    def _print_Symbol(self, expression: Any) -> Any:
        element = self.dom.createElement("mi")
        element.appendChild(self.dom.createTextNode(expression.name))
        return element


def equations_file() -> str:
    """Source of ``generated/equations.js``.

    ``EQUATIONS`` holds, by the name of its function, what an equation computes, from which arguments, its
    ``value`` in SI, its ``partials`` towards whatever an input can change (none listed is zero), and its
    right-hand side as ``mathml`` with «name» in the place of each symbol; ``SYMBOLS`` the MathML of each
    symbol, always one element; ``PLAN`` the quantities of a hip with the one function or the functions by
    choice; ``GUARDED`` what leaves the house of an output, from the values before any guard.
    """
    tables = {
        "EQUATIONS": (_equation(*row) for row in _by_function()),
        "PLAN": map(_step, HIP),
        "GUARDED": map(_guard, (*PULLING, *REACTING, "utilisation")),
        "SYMBOLS": (
            f"{name}: {_quoted(mathml_symbol(q.symbol))}"
            for name, q in QUANTITIES.items()
            if not q.kind.startswith("further")
        ),
    }
    return HEAD + "".join(_table(name, rows) for name, rows in tables.items())


def further_file(parts: Iterable[Function | Alternatives]) -> str:
    """Source of a further generated script, of the equations of a room that is no part of a hip.

    ``EQUATIONS`` holds, by the name of its function, what an equation computes, from which arguments, and
    its ``value`` in SI; ``PLAN`` the quantities, each after those it needs, with the one function or the
    functions by choice. An argument that no equation computes is given by whoever runs the plan.
    """
    ordered = _after_their_arguments(tuple(parts))
    tables = {
        "EQUATIONS": (_further_equation(*row) for row in _by_function(ordered)),
        "PLAN": map(_step, ordered),
    }
    return HEAD + "".join(_table(name, rows) for name, rows in tables.items())


def _further_equation(computes: str, function: Function) -> str:
    arguments = arguments_of(function)
    value = _lambda(arguments, trace_equation(function))
    head = f"computes: {json.dumps(computes)}, arguments: {json.dumps(arguments)}"
    return f"{function.__name__}: {{ {head}, value: {value} }}"


def _after_their_arguments(
    parts: tuple[Function | Alternatives, ...],
) -> tuple[Function | Alternatives, ...]:
    """The parts, each after what any of its functions needs."""
    by_name = {_computed(part): part for part in parts}
    needs = {
        name: {a for function in _functions(part) for a in arguments_of(function)} & by_name.keys()
        for name, part in by_name.items()
    }
    return tuple(by_name[name] for name in TopologicalSorter(needs).static_order())


def _computed(part: Function | Alternatives) -> str:
    return part.name if isinstance(part, Alternatives) else part.__name__


def _functions(part: Function | Alternatives) -> tuple[Function, ...]:
    return tuple(part.functions.values()) if isinstance(part, Alternatives) else (part,)


def _table(name: str, rows: Iterable[str]) -> str:
    opening, closing = "[]" if name == "PLAN" else "{}"
    return "\n".join([f"\nexport const {name} = {opening}", *(f"  {row}," for row in rows), f"{closing};\n"])


def _by_function(parts: Iterable[Function | Alternatives] = HIP) -> Iterator[tuple[str, Function]]:
    """Each function once, with the quantity it computes; those of a hip where no others are given."""
    found: dict[Function, str] = {}
    for part in parts:
        found |= dict.fromkeys(_functions(part), _computed(part))
    return ((name, function) for function, name in found.items())


def _equation(computes: str, function: Function) -> str:
    arguments = arguments_of(function)
    expression = trace_equation(function)
    fields = {
        "computes": json.dumps(computes),
        "arguments": json.dumps(arguments),
        "value": _lambda(arguments, expression),
    }
    if function.__name__ in differentiable():
        fields["partials"] = _partials(arguments, expression)
        fields["mathml"] = _quoted(mathml(function))
    return f"{function.__name__}: {{ {', '.join(f'{key}: {value}' for key, value in fields.items())} }}"


def _partials(arguments: tuple[str, ...], expression: Any) -> str:
    slopes = {name: sp.diff(expression, symbol(name)) for name in arguments if name in VARYING}
    rows = [f"{name}: {_lambda(arguments, slope)}" for name, slope in slopes.items() if slope != 0]
    return f"{{ {', '.join(rows)} }}" if rows else "{}"


def _varying() -> frozenset[str]:
    """Quantities that some number among the inputs can change."""
    found: set[str] = set(LEAVES)
    while True:
        more = {name for name, function in _by_function() if found & set(arguments_of(function))} - found
        if not more:
            return frozenset(found)
        found |= more


VARYING = _varying()


def _lambda(arguments: tuple[str, ...], expression: Any) -> str:
    """An arrow function of all arguments, in one line; a piecewise value as a conditional."""
    source = " ".join(_JavaScript().doprint(expression).split())
    used = {s.name for s in expression.free_symbols}
    last = max((place for place, name in enumerate(arguments) if name in used), default=-1)
    return f"({', '.join(arguments[: last + 1])}) => {source}"


def _step(part: Function | Alternatives) -> str:
    if not isinstance(part, Alternatives) or not part.choice:
        return json.dumps({"name": _computed(part), "function": _functions(part)[0].__name__})
    functions = {choice: function.__name__ for choice, function in part.functions.items()}
    return json.dumps({"name": part.name, "choice": part.choice, "functions": functions})


def _guard(name: str) -> str:
    needed = ("status", "abductor_capacity", *PULLING, *REACTING, "utilisation")
    expression = expression_of(guarded({other: Traced(symbol(other)) for other in needed})[name])
    arguments = tuple(sorted(s.name for s in expression.free_symbols))
    return f"{name}: {{ arguments: {json.dumps(arguments)}, value: {_lambda(arguments, expression)} }}"


def mathml(function: Function) -> str:
    """Right-hand side of an equation, «name» in the place of each symbol, what is taken away last."""
    names = arguments_of(function)
    ordered = [sp.Symbol(f"a{place:02}", real=True) for place in range(len(names))]
    expression = expression_of(function(*map(Traced, ordered)))
    text = _MathML({"mul_symbol": "·"}).doprint(expression)
    for entity, character in (
        ("&#183;", "·"),
        ("&ExponentialE;", "e"),
        ("<mo>-</mo>", "<mo>−</mo>"),
        (">arctan<", ">atan2<"),
    ):
        text = text.replace(entity, character)
    return re.sub(r"<mi>a(\d\d)</mi>", lambda found: f"«{names[int(found[1])]}»", text)


TOKEN = re.compile(
    r"\\mathrm\{(?P<upright>\w+)\}|\\ddot\{(?P<dotted>\w)\}|\\(?P<command>[a-z]+)|(?P<digit>\d)|(?P<letter>[^\s{}])",
    flags=re.IGNORECASE,
)
LETTERS = {"ell": "ℓ", "varphi": "φ", "vartheta": "ϑ", "max": "max", "min": "min"}


def mathml_symbol(latex: str) -> str:
    r"""A symbol as one MathML element, from the little LaTeX that the table of quantities uses.

    Examples
    --------
    >>> mathml_symbol(r"\gamma_0")
    '<msub><mi>γ</mi><mn>0</mn></msub>'
    """
    parts = [_row(part) for part in latex.split("_")]
    return parts[0] if len(parts) == 1 else f"<msub>{''.join(parts)}</msub>"


def _row(latex: str) -> str:
    elements = [
        _element(str(found.lastgroup), found[found.lastindex or 0]) for found in TOKEN.finditer(latex)
    ]
    return elements[0] if len(elements) == 1 else f"<mrow>{''.join(elements)}</mrow>"


def _element(kind: str, text: str) -> str:
    if kind == "dotted":
        return f"<mover><mi>{text}</mi><mo>¨</mo></mover>"
    if kind == "digit":
        return f"<mn>{text}</mn>"
    if kind == "command":
        text = LETTERS.get(text) or _greek(text)
    return f"<mi>{text}</mi>" if text.isalpha() else f"<mo>{text}</mo>"


def _greek(name: str) -> str:
    size = "SMALL" if name.islower() else "CAPITAL"
    return unicodedata.lookup(f"GREEK {size} LETTER {'LAMDA' if name == 'lambda' else name.upper()}")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
