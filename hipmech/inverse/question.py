"""How much of something brings a hip to a level: the smallest change that does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.inverse.answers import ALREADY, FOUND, IMPOSSIBLE, NO_START, Answer
from hipmech.inverse.crossings import LOOKS, Excess, Nearest, first_crossing, output_of
from hipmech.limits import accept, accept_ends, shape_of, without_unit
from hipmech.loads import Load
from hipmech.quantities import NUMBERS, QUANTITIES, quantity, suggestion
from hipmech.roots import CLOSE, Numbers
from hipmech.solution import Inputs, solve
from hipmech.sweeps.solving import quietly

__all__ = ["needed"]

BLOCK = 1024
"""Hips that are looked at together."""
SCALES = {"N": 735.5, "N·m": 75.0, "deg": 57.3, "mm": 100.0, "mm·BW": 100.0, "%": 100.0}
"""1 BW and 1 N·m/kg of the default adult, 1 rad, 100 mm: against these a level near zero is reached."""


def needed(
    find: str,
    output: str,
    *,
    at_most: ArrayLike | None = None,
    at_least: ArrayLike | None = None,
    equals: ArrayLike | None = None,
    within: tuple[float, float] | None = None,
    **inputs: Unpack[Inputs],
) -> Answer:
    """How much of a quantity brings an output to a level: the value nearest to the present one that does.

    Both directions are looked at, in 48 steps to the hard limits or to ``within``; the output may rise and
    fall on the way, and may turn between two steps. A direction ends where the output has no number. Every
    crossing is closed in on until the output is within 1e-10 of its level (of the level, or of 1 BW,
    1 N·m/kg, 1 rad, 100 mm where that is more), on the side that was asked for.

    Parameters
    ----------
    find : str
        A numeric input, such as ``trunk_lean``, ``cane_force``, ``neck_length``, ``trochanter_lateral`` or
        ``abductor_strength``. The femoral offset is none: ask for the neck's length or angle.
    output : str
        Canonical name.
    at_most, at_least, equals : scalar or array_like
        The level, public unit of the output; one of the three.
    within : (low, high), optional
        Values allowed for the answer, public unit; the hard limits where left out. With a present value
        outside of it the search begins at the nearer end, which is itself an answer if it will do.
    **inputs : scalar or array_like
        The hip as it is, as :func:`hipmech.solve` takes it, the present value of ``find`` among them; arrays
        of hips and of levels broadcast.

    Returns
    -------
    Answer

    Raises
    ------
    InputError
        No level or two, a level that is no number, a range that is none, an output that is none.
    UnknownQuantity
        A name that is no numeric input.

    Examples
    --------
    >>> needed("cane_force", "joint_reaction_bw", at_most=2.0)
    <Answer: cane_force 49.61 N for joint_reaction_bw at most 2 BW, found>
    >>> needed("abductor_strength", "utilisation", at_most=1.0, abductor_strength=[1.0, 0.3]).values.round(3)
    array([1.   , 0.469])
    >>> needed("neck_length", "joint_reaction_bw", at_most=1.0).reasons
    'no neck_length from 20 to 110 mm brings joint_reaction_bw to at most 1 BW: ...'
    """
    row = _found(find)
    relation, level = _level(output, at_most=at_most, at_least=at_least, equals=equals)
    given: dict[str, Any] = {name: without_unit(name, value) for name, value in inputs.items()}
    given.setdefault(find, row.default)
    if given[find] is None:
        raise InputError(f"{find} has no default to start from: give the present one, such as {find}=50.")
    with quietly():
        load = solve(**given)
    if output not in load.outputs or output == "status":
        raise InputError(f"{output!r} is no output to ask for{suggestion(output, load.outputs)}")
    varied = {name: accept(name, value) for name, value in given.items() if np.ndim(value)}
    shape = shape_of({"the level": level, **varied})
    low, high = _bounds(find, within, given)
    question = {
        "start": accept(find, given[find]),
        "now": load.outputs[output],
        "level": level,
        "low": low,
        "high": high,
    }
    flat = {name: np.broadcast_to(value, shape).ravel() for name, value in question.items()}
    others = {
        name: np.broadcast_to(value, shape).ravel() if np.ndim(value) else value
        for name, value in given.items()
        if name != find
    }
    parts = [
        _answered(find, output, relation, rows(flat, place), rows(others, place))
        for place in _blocks(flat["now"].size)
    ]
    answers = {name: np.concatenate([part[name] for part in parts]).reshape(shape) for name in parts[0]}
    return _answer(find, output, relation, answers, {n: v.reshape(shape) for n, v in flat.items()}, given)


def rows(values: Mapping[str, Any], place: slice | NDArray[np.intp]) -> dict[str, Any]:
    """Some rows of columns; what is the same for all stays."""
    return {name: value[place] if np.ndim(value) else value for name, value in values.items()}


def _blocks(size: int) -> Iterator[slice]:
    for start in range(0, max(size, 1), BLOCK):
        yield slice(start, start + BLOCK)


def _answered(
    find: str, output: str, relation: str, asked: Mapping[str, Numbers], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Answers for some hips in one row."""
    level, now, start = asked["level"], asked["now"], asked["start"]
    scale = np.maximum(np.abs(level), SCALES.get(QUANTITIES[output].unit, 1.0))
    base = _first_allowed(asked)
    moved = np.flatnonzero(base != start)
    if moved.size:
        now = now.copy()
        now[moved] = output_of(output, {**rows(given, moved), find: base[moved]})
    sign = {"at_most": np.ones_like(level), "at_least": -np.ones_like(level)}.get(
        relation, np.where(now < level, -1.0, 1.0)
    )
    beyond = sign * (now - level) / scale
    enough = beyond <= (CLOSE if relation == "equals" else 0.0)
    hips = np.flatnonzero(~enough & ~np.isnan(now))
    values, (least, least_at) = np.where(enough, base, np.nan), np.full((2, now.size), np.nan)
    for way in (1, -1):
        excess = Excess(find, output, given, base, way, asked["low"], asked["high"], level, sign, scale)
        _nearer(excess.among(hips), hips, start, values, least, least_at)
    status = np.where(np.isnan(values), IMPOSSIBLE, FOUND)
    status = np.where(enough & (base == start), ALREADY, np.where(np.isnan(now), NO_START, status))
    missed = status == IMPOSSIBLE
    found = {
        "values": values,
        "status": status.astype(np.int8),
        "nearest": np.where(missed, level + sign * scale * least, np.nan),
        "nearest_at": np.where(missed, least_at, np.nan),
    }
    doubtful = np.flatnonzero(missed | (~enough & (np.abs(beyond) <= CLOSE)))
    moves = _moves(find, output, rows(given, doubtful), *(asked[end][doubtful] for end in ("low", "high")))
    return _without_rounding(found, doubtful[~moves], base, now, start, beyond)


def _moves(
    find: str, output: str, given: Mapping[str, Any], low: Numbers, high: Numbers
) -> NDArray[np.bool_]:
    """Whether an output changes over a range by more than a level is held to; where it has two numbers."""
    steps = np.arange(LOOKS + 1)[:, None] / LOOKS
    seen = output_of(output, {**given, find: np.clip(low + steps * (high - low), low, high)})
    known = np.isfinite(seen)
    least, most = np.where(known, seen, np.inf).min(axis=0), np.where(known, seen, -np.inf).max(axis=0)
    size = np.maximum(np.maximum(-least, most), SCALES.get(QUANTITIES[output].unit, 1.0))
    return np.asarray((known.sum(axis=0) < 2) | (most - least > CLOSE * size))


def _without_rounding(
    found: dict[str, Any],
    still: NDArray[np.intp],
    base: Numbers,
    now: Numbers,
    start: Numbers,
    beyond: Numbers,
) -> dict[str, Any]:
    """Answers for hips whose output stays as it is: rounding is no crossing and no nearest."""
    enough = beyond[still] <= CLOSE
    begun = np.where(base[still] == start[still], ALREADY, FOUND)
    found["values"][still] = np.where(enough, base[still], np.nan)
    found["status"][still] = np.where(enough, begun, IMPOSSIBLE)
    found["nearest"][still] = np.where(enough, np.nan, now[still])
    found["nearest_at"][still] = np.nan
    return found


def _first_allowed(asked: Mapping[str, Numbers]) -> Numbers:
    """Where the search begins: the present value, or the end of the range that is nearer to it."""
    return np.clip(asked["start"], asked["low"], asked["high"])


def _nearer(
    excess: Excess, hips: Any, start: Numbers, values: Numbers, least: Numbers, least_at: Numbers
) -> None:
    """Put the crossings of one way where they are nearer to the start than those of the other."""
    far = excess.farthest > 0
    excess, hips = excess.among(np.flatnonzero(far)), hips[far]
    found: Nearest = first_crossing(excess)
    there = excess.at(found.distance)
    closer = ~(np.abs(there - start[hips]) >= np.abs(values[hips] - start[hips])) & ~np.isnan(there)
    values[hips[closer]] = there[closer]
    better = ~(found.least >= least[hips]) & ~np.isnan(found.least)
    least[hips[better]] = found.least[better]
    least_at[hips[better]] = excess.at(found.least_at)[better]


def _answer(
    find: str,
    output: str,
    relation: str,
    answers: Mapping[str, Any],
    asked: Mapping[str, Any],
    given: Mapping[str, Any],
) -> Answer:
    """The answer in the shape of the question, with the hip at it."""
    begun = np.where(answers["status"] == NO_START, _first_allowed(asked), asked["start"])
    held = np.where(np.isnan(answers["values"]), begun, answers["values"])
    with quietly():
        load: Load = solve(**{**given, find: held[()] if held.shape else float(held)})
    public = {name: _public(value) for name, value in {**asked, **answers}.items()}
    status = answers["status"]
    public["status"] = int(status) if status.shape == () else status
    return Answer(quantity=find, output=output, relation=relation, load=load, **public)


def _public(value: Any) -> Any:
    return float(value) if value.shape == () else value


def _found(find: str) -> Any:
    """The row of what is looked for."""
    if find == "femoral_offset":
        raise InputError(
            "femoral_offset is neck_length · sin(neck_shaft_angle), no input of its own: ask for neck_length "
            "or neck_shaft_angle; trochanter_lateral moves the insertion in the same way, without the offset."
        )
    return quantity(find, NUMBERS)


def _level(output: str, **levels: ArrayLike | None) -> tuple[str, Any]:
    given = {name: level for name, level in levels.items() if level is not None}
    if len(given) != 1:
        raise InputError(f"Give one of at_most, at_least and equals; given: {', '.join(given) or 'none'}.")
    relation, level = next(iter(given.items()))
    plain = without_unit(output, level)
    try:
        numbers = np.asarray(plain, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.array(np.nan)
    if not np.isfinite(numbers).all():
        raise InputError(f"{relation} = {level!r} is no level: it takes finite numbers.")
    return relation, numbers


def _bounds(find: str, within: tuple[float, float] | None, given: Mapping[str, Any]) -> tuple[Any, Any]:
    """Values allowed; a cane in body weights may not be stronger than one in newtons."""
    low, high = QUANTITIES[find].limits or (-np.inf, np.inf)
    if within is not None:
        low, high = accept_ends(find, "within", within)
    if "cane_force_bw" in given and find in ("cane_force_bw", "body_mass"):
        other = "body_mass" if find == "cane_force_bw" else "cane_force_bw"
        strongest = (QUANTITIES["cane_force"].limits or (0.0, np.inf))[1]
        weight = np.asarray(given.get(other, QUANTITIES[other].default)) * QUANTITIES["gravity"].default
        with np.errstate(divide="ignore"):
            return low, np.minimum(high, strongest / weight * (1 - 1e-15))
    return low, high
