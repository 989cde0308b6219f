"""How a number came about: its equations with today's values, and how it answers small changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from hipmech.equations import Equation, behind
from hipmech.equilibrium import PULLING, REACTING
from hipmech.errors import InputError
from hipmech.generated.formulas import FORMULAS
from hipmech.generated.partials import PARTIALS
from hipmech.loads import ADDUCTORS_NEEDED, OUTSIDE_VALIDITY, Balance
from hipmech.notebooks import figure, table
from hipmech.quantities import OUTPUTS, QUANTITIES, Quantity, suggestion
from hipmech.solution import LEAVES, LeverInputs

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Explanation", "Line", "derivatives", "explain", "sensitivity"]

SOLVED_AS = {"trunk_lean": "trunk_inclination"}
"""Where the stance solves for an input, the quantity whose equation answers."""
TIMES = r" \cdot "
PLACE = re.compile("«([^»]+)»(\\^?)")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One equation of a case: what it computes, in symbols and with today's numbers.

    Attributes
    ----------
    name : str
        Quantity computed.
    latex, plain : str
        The equation in symbols, as LaTeX and as text with canonical names.
    numbers : str
        The same LaTeX with values and units substituted, ending in the result.
    value : float
        Result in the public unit.
    """

    name: str
    latex: str
    plain: str
    numbers: str
    value: float

    @property
    def quantity(self) -> Quantity:
        """Row of the table: words, unit and source."""
        return QUANTITIES[self.name]


class Explanation(tuple[Line, ...]):
    """The lines of an explanation, each resting on those before it."""

    def __str__(self) -> str:
        return "\n".join(
            f"{line.name} = {line.plain} = {figure(line.value)}{_spaced(line.quantity.unit)}" for line in self
        )

    def _repr_html_(self) -> str:
        """A table whose mathematics the notebook sets; without it the LaTeX can still be read."""
        head = ("quantity", "equation", "with today's numbers", "source")
        rows = (
            (row.quantity.en, rf"\({row.latex}\)", rf"\({row.numbers}\)", row.quantity.source) for row in self
        )
        return table("How it came about", head, rows)

    def _repr_markdown_(self) -> str:
        return "\n\n".join(f"{line.quantity.en}: $${line.latex} = {line.numbers}$$" for line in self)


def explain(load: Balance, *outputs: str) -> Explanation:
    """Every equation behind a load, step by step with its numbers substituted.

    Where adductors are needed or the hip is outside validity, the lines of force and reaction are left out:
    their equations do not hold there.

    Parameters
    ----------
    load : Load or Balance
        A single hip.
    *outputs : str, optional
        Explain only these outputs; all by default.

    Returns
    -------
    Explanation
        Lines in an order in which each rests on those before it.

    Raises
    ------
    InputError
        An array of hips, or a name that is no output of this load.

    Examples
    --------
    >>> import hipmech as hm
    >>> print(hm.explain(hm.solve(), "abductor_force_bw")[-2].plain)
    abductor_moment / abductor_arm
    """
    if load.shape != ():
        raise InputError(f"explain takes a single hip, this load has shape {load.shape}: solve one of them.")
    for name in outputs:
        if name not in load.outputs:
            raise InputError(f"{name!r} is not an output of this load{suggestion(name, load.outputs)}")
    values = public_values(load)
    hidden = (*PULLING, *REACTING, "utilisation") if load.status >= ADDUCTORS_NEEDED else ()
    asked = {SOLVED_AS.get(name, name) for name in outputs or load.outputs}
    rows = behind(load.equations, asked)
    return Explanation(
        _line(row, values) for row in rows if row.function.__name__ in FORMULAS and row.name not in hidden
    )


def public_values(load: Balance) -> dict[str, float]:
    """Every quantity of a single load in its public unit; what does not hold is NaN.

    A trunk lean that the stance solves for is no part of the equations: the given one, upright, is.
    """
    values = {
        name: float(value) / QUANTITIES[name].si
        for name, value in load.evaluate().items()
        if name in QUANTITIES
    }
    return values | {name: float(value) for name, value in load.outputs.items() if name not in load.leaves}


def _line(row: Equation, values: Mapping[str, float]) -> Line:
    latex, plain = FORMULAS[row.function.__name__]
    quantity = QUANTITIES[row.name]
    result = rf"{figure(values[row.name])}{_latex_unit(quantity.unit)}"
    symbols = PLACE.sub(_symbol, latex).replace(TIMES, " ")
    substituted = PLACE.sub(lambda m: _substitute(m, values), latex)
    return Line(
        name=row.name,
        latex=f"{quantity.symbol} = {symbols}",
        plain=readable(plain),
        numbers=f"{substituted} = {result}",
        value=values[row.name],
    )


def readable(plain: str) -> str:
    """A formula in canonical names, with room around its signs."""
    spaced = re.sub(r"(?<!\*)([*/])(?!\*)", r" \1 ", plain.replace("«", "").replace("»", ""))
    return spaced.replace("**", "^")


def _symbol(match: re.Match[str]) -> str:
    symbol = QUANTITIES[match[1]].symbol
    return f"{{{symbol}}}^" if match[2] else f"{symbol}"


def _substitute(match: re.Match[str], values: Mapping[str, float]) -> str:
    quantity = QUANTITIES[match[1]]
    value = values[match[1]]
    digits = f"{value:.6g}" if quantity.kind == "constant" else figure(value)
    number = f"{digits}{_latex_unit(quantity.unit)}"
    return rf"\left({number}\right){match[2]}" if value < 0 or match[2] else number


UNITS_IN_LATEX = {"deg": r"^{\circ}", "%": r"\,\%", "": ""}


def _latex_unit(unit: str) -> str:
    upright = unit.replace("·", r"\cdot ").replace("²", "^{2}")
    return UNITS_IN_LATEX.get(unit, rf"\,\mathrm{{{upright}}}")


def _spaced(unit: str) -> str:
    return f" {unit}" if unit else ""


def derivatives(load: Balance, output: str) -> Mapping[str, Any]:
    """Exact derivative of an output with respect to every number that enters the equations.

    Parameters
    ----------
    load : Load or Balance
        Scalar or array.
    output : str
        Canonical name.

    Returns
    -------
    mapping of str to float or ndarray
        Public unit of the output per public unit of the input; NaN where the output itself does not hold.

    Examples
    --------
    >>> import hipmech as hm
    >>> slope = derivatives(hm.solve(), "abductor_arm")["neck_shaft_angle"]
    >>> round(slope, 2)                                                  # mm per degree
    -0.67
    """
    row = _output_row(load, output)
    values = load.evaluate()
    with np.errstate(all="ignore"):
        slopes = _backwards(load.equations, values, output)
    names = [name for name in (*LEAVES, *LEVER_LEAVES) if name in load.inputs]
    return MappingProxyType(
        {
            name: _public_slope(slopes.get(name, 0.0), row, name, load)
            for name in names
            if name not in SOLVED or getattr(load, name, None) is None
        }
    )


LEVER_LEAVES = tuple(name for name in LeverInputs.__annotations__ if name not in LEAVES)
SOLVED = ("trunk_lean",)
"""Inputs that some strategies solve for: there they are no input."""


def _output_row(load: Balance, output: str) -> Quantity:
    if output not in OUTPUTS or output == "status" or output not in load.outputs:
        known = tuple(name for name in load.outputs if name not in ("status", *SOLVED))
        raise InputError(f"{output!r} has no derivative here{suggestion(output, known)}")
    return QUANTITIES[output]


def _backwards(equations: tuple[Equation, ...], values: Mapping[str, Any], output: str) -> dict[str, Any]:
    """The chain rule from the output back to what is given."""
    slopes: dict[str, Any] = {output: 1.0}
    for name, function, arguments in reversed(equations):
        if name not in slopes or function.__name__ not in PARTIALS:
            continue
        partials = PARTIALS[function.__name__]
        given = [values[argument] for argument in arguments]
        for argument in arguments:
            step = slopes[name] * partials[argument](*given)
            slopes[argument] = slopes[argument] + step if argument in slopes else step
    return slopes


def _public_slope(slope: Any, row: Quantity, name: str, load: Balance) -> Any:
    public = slope * QUANTITIES[name].si / row.si
    held = _holds(load, row.name)
    masked = np.where(held, np.broadcast_to(public, load.shape), np.nan)
    return float(masked) if load.shape == () else masked


def _holds(load: Balance, output: str) -> Any:
    """Where an output depends smoothly on the inputs."""
    if output in (*PULLING, *REACTING, "utilisation"):
        return np.isfinite(getattr(load, output)) & (load.status < ADDUCTORS_NEEDED)
    return load.status < OUTSIDE_VALIDITY


def sensitivity(load: Balance, output: str = "joint_reaction_bw") -> pd.DataFrame:
    """Which input matters most for an output, ranked, from the exact derivatives at each hip.

    Parameters
    ----------
    load : Load or Balance
        One hip, or an array of hips.
    output : str
        Canonical name.

    Returns
    -------
    pandas.DataFrame
        Indexed by input: ``derivative`` (output unit per input unit), ``unit``, and ``over_usual_range``:
        derivative times the width of the input's physiological range, by the size of which the rows are
        ranked. Of many hips these are means, of the derivative with its sign and of the effect by its size,
        and ``lowest`` and ``highest`` derivative stand beside them; ``attrs`` count the ``hips`` and those
        ``without`` derivative, where the output does not hold.

    Raises
    ------
    InputError
        A name without derivative, or hips none of which has one.

    Examples
    --------
    >>> import hipmech as hm
    >>> hips = hm.solve(neck_shaft_angle=[115, 127, 139])
    >>> sensitivity(hips)[["derivative", "lowest", "highest"]].round(3).loc["inter_hip_distance"].tolist()
    [0.012, 0.01, 0.014]
    """
    import pandas as pd

    slopes = derivatives(load, output)
    width = np.array([_usual_width(name) for name in slopes])
    unit = [f"{QUANTITIES[output].unit or '1'} per {QUANTITIES[name].unit or '1'}" for name in slopes]
    at_each = np.array([np.ravel(slope) for slope in slopes.values()])
    known = np.isfinite(at_each).all(axis=0) | (load.shape == ())
    if not known.any():
        raise InputError(f"None of these {known.size} hips has a derivative of {output}: it holds in none.")
    here = np.where(np.abs(at_each * width[:, np.newaxis]) <= ROUNDING, 0.0, at_each)[:, known]
    if load.shape == ():
        columns = {"derivative": here[:, 0], "unit": unit, "over_usual_range": here[:, 0] * width}
    else:
        columns = {"derivative": here.mean(axis=1), "lowest": here.min(axis=1), "highest": here.max(axis=1)}
        columns |= {"unit": unit, "over_usual_range": np.abs(here).mean(axis=1) * width}
    frame = pd.DataFrame(columns, index=pd.Index(list(slopes), name="input"))
    if load.shape != ():
        frame.attrs |= {"hips": int(known.sum()), "without": int(known.size - known.sum())}
    return frame.sort_values("over_usual_range", key=abs, ascending=False, kind="stable")


ROUNDING = 1e-12
"""What the sum of exact terms leaves where they cancel."""


def _usual_width(name: str) -> float:
    low, high = QUANTITIES[name].usual or (0.0, 0.0)
    return high - low
