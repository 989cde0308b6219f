"""What the equations do to symbols: NumPy code, walked through by SymPy."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import sympy as sp
from numpy.lib.mixins import NDArrayOperatorsMixin

from hipmech.equations import Alternatives, Equation, Function, arguments_of, behind, evaluate
from hipmech.equilibrium import DECIDING, HIP, LEVER, VALIDITY, hip_equations, status
from hipmech.errors import InputError
from hipmech.quantities import CONSTANTS, OUTPUTS, QUANTITIES, suggestion
from hipmech.solution import DEFAULTS, LEAVES, REFERENCES

__all__ = ["Traced", "differentiable", "expression_of", "functions", "symbol", "trace", "trace_equation"]


class Above(sp.Function):  # type: ignore[misc]
    """1 where a value is above zero, else 0."""

    nargs = 1

    def fdiff(self, index: int = 1) -> sp.Expr:
        """It is flat wherever it does not jump."""
        return sp.Integer(0)

    def _numpycode(self, printer: Any) -> str:
        return f"{printer._module_format('numpy.heaviside')}({printer._print(self.args[0])}, 0)"

    def _javascript(self, printer: Any) -> str:
        return f"({printer._print(self.args[0])} > 0 ? 1 : 0)"


class NotBelow(sp.Function):  # type: ignore[misc]
    """A value, but at least zero. SymPy's own ``Max`` would ask endless questions about long arguments."""

    nargs = 1

    def fdiff(self, index: int = 1) -> sp.Expr:
        """At the kink the slope from below."""
        return Above(self.args[0])

    def _numpycode(self, printer: Any) -> str:
        return f"{printer._module_format('numpy.maximum')}({printer._print(self.args[0])}, 0)"

    def _pythoncode(self, printer: Any) -> str:
        return f"max(0, {printer._print(self.args[0])})"

    def _mpmathcode(self, printer: Any) -> str:
        return f"max(0, {printer._print(self.args[0])})"

    def _javascript(self, printer: Any) -> str:
        return f"Math.max(0, {printer._print(self.args[0])})"

    def _sympystr(self, printer: Any) -> str:
        return f"max(0, {printer._print(self.args[0])})"

    def _latex(self, printer: Any) -> str:
        return rf"\max\left(0, {printer._print(self.args[0])}\right)"

    def _mathml_presentation(self, printer: Any) -> Any:
        return printer._print(sp.Max(0, self.args[0], evaluate=False))


class Exponential(sp.Function):  # type: ignore[misc]
    """e to a power. SymPy's own would look for logarithms in every long argument."""

    nargs = 1

    def fdiff(self, index: int = 1) -> sp.Expr:
        """It is its own slope."""
        return self

    def _numpycode(self, printer: Any) -> str:
        return f"{printer._module_format('numpy.exp')}({printer._print(self.args[0])})"

    def _pythoncode(self, printer: Any) -> str:
        return f"exp({printer._print(self.args[0])})"

    def _mpmathcode(self, printer: Any) -> str:
        return f"{printer._module_format('mpmath.exp')}({printer._print(self.args[0])})"

    def _javascript(self, printer: Any) -> str:
        return f"Math.exp({printer._print(self.args[0])})"

    def _sympystr(self, printer: Any) -> str:
        return f"exp({printer._print(self.args[0])})"

    def _latex(self, printer: Any) -> str:
        return rf"e^{{{printer._print(self.args[0])}}}"

    def _mathml_presentation(self, printer: Any) -> Any:
        return printer._print(sp.exp(self.args[0], evaluate=False))


def larger(value: Any, least: Any) -> sp.Expr:
    """The larger of a value and zero; the equations need no other."""
    if least != 0:
        raise TypeError("np.maximum can be traced against zero only")
    return NotBelow(value)


UFUNCS: Mapping[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "negative": lambda a: -a,
    "absolute": sp.Abs,
    "sin": sp.sin,
    "cos": sp.cos,
    "cosh": sp.cosh,
    "arcsin": sp.asin,
    "arctan2": sp.atan2,
    "exp": Exponential,
    "sqrt": sp.sqrt,
    "maximum": larger,
    "hypot": lambda a, b: sp.sqrt(a**2 + b**2),
    "less": sp.Lt,
    "less_equal": sp.Le,
    "greater": sp.Gt,
    "greater_equal": sp.Ge,
    "equal": sp.Eq,
    "bitwise_and": sp.And,
    "bitwise_or": sp.Or,
}


class Traced(NDArrayOperatorsMixin):
    """A symbol that walks through NumPy code and remembers what was done to it."""

    def __init__(self, expression: Any) -> None:
        self.expression = expression

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Traced:
        if method != "__call__" or options or ufunc.__name__ not in UFUNCS:
            raise TypeError(f"np.{ufunc.__name__} cannot be traced; it has no symbolic counterpart here")
        return Traced(UFUNCS[ufunc.__name__](*map(expression_of, inputs)))

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Any) -> Traced:
        if function is not np.where or options:
            raise TypeError(f"np.{function.__name__} cannot be traced; only np.where can")
        condition, yes, no = map(expression_of, inputs)
        return Traced(sp.Piecewise((yes, condition), (no, True)))

    def __bool__(self) -> bool:
        raise TypeError("an equation must not branch on a value: use np.where")


def expression_of(value: Any) -> Any:
    """The expression inside a traced value; a float that is a ratio of small integers becomes exact."""
    if isinstance(value, Traced):
        return value.expression
    if isinstance(value, float) and math.isnan(value):
        return sp.nan
    if isinstance(value, float) and value == math.pi:
        return sp.pi
    if isinstance(value, float) and value.is_integer():
        return sp.Integer(int(value))
    return sp.nsimplify(value) if isinstance(value, float) else sp.sympify(value)


@cache
def symbol(name: str) -> sp.Symbol:
    """Symbol of a quantity, named canonically: real, or a truth value where it answers yes or no."""
    return sp.Symbol(name) if name in TRUTHS else sp.Symbol(name, real=True)


TRUTHS = tuple(function.__name__ for function in VALIDITY)


def trace_equation(function: Function) -> Any:
    """What one equation does to the symbols of its own arguments."""
    return expression_of(function(*(Traced(symbol(name)) for name in arguments_of(function))))


def trace(**choices: str) -> dict[str, Any]:
    """Every output of a hip in closed form, in the symbols of inputs and constants, SI.

    The form holds where the status is ok or not held; guards and status are no formulas.

    Parameters
    ----------
    **choices : str
        ``stance_strategy``, ``neck_angle_convention``, … ; the defaults where left out.

    Returns
    -------
    dict of str to sympy.Expr
        Outputs by canonical name.

    Raises
    ------
    InputError
        A choice that picks no equation, or a name that it does not offer.

    Examples
    --------
    >>> import sympy as sp
    >>> M = trace()["abductor_moment"]
    >>> upright = {"pelvic_drop": 0, "trunk_lean": 0, "cane_force": 0, "carried_mass": 0, "load_factor": 1}
    >>> sp.simplify(M.subs({symbol(name): value for name, value in upright.items()}))
    body_mass*gravity*inter_hip_distance/2
    """
    leaves = {name: Traced(symbol(name)) for name in (*LEAVES, *CONSTANTS, *DERIVED_CONSTANTS)}
    with sp.evaluate(False):  # SymPy would else ask endless questions about the signs of long arguments
        values = evaluate(behind(chosen_equations(choices), SMOOTH), leaves)  # type: ignore[arg-type]
    return {name: expression_of(values[name]) for name in SMOOTH}


def chosen_equations(choices: Mapping[str, str]) -> tuple[Equation, ...]:
    """The equations of a hip for some choices, defaults for the others."""
    for name, value in choices.items():
        if name not in DECIDING:
            raise InputError(f"{name!r} does not choose an equation{suggestion(name, DECIDING)}")
        if value not in QUANTITIES[name].choices:
            raise InputError(f"{name} = {value!r} is not one of {', '.join(QUANTITIES[name].choices)}.")
    return hip_equations(tuple((name, choices.get(name, DEFAULTS[name])) for name in DECIDING))


SMOOTH = tuple(name for name in OUTPUTS if name != "status")
"""Outputs that are formulas; the status is a verdict."""
DERIVED_CONSTANTS = ("capacity_per_mass", *(f"reference_{name}" for name in REFERENCES))
"""Numbers that are constant for a body but not in the table: by norm, and of the default adult."""


def functions() -> dict[str, Function]:
    """Every equation by its own name, all alternatives included."""
    found: dict[str, Function] = {}
    for part in (*HIP, *LEVER):
        several = part.functions.values() if isinstance(part, Alternatives) else (part,)
        found |= {function.__name__: function for function in several}
    return found


def differentiable() -> dict[str, Function]:
    """Every equation but those that answer yes, no or which."""
    answers = {function.__name__ for function in (*VALIDITY, status)} | {"lever_status"}
    return {name: function for name, function in functions().items() if name not in answers}
