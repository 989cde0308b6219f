"""People whose hip force was measured, from somebody's table: units and frames are told, never guessed.

A force in newtons, body weights or per cent of them is told apart by size, where only one of the three is
possible. Whether a force acts on the femur or on the pelvis is seen from its direction. The axes of its
parts, the side of the hip and the frame of its direction cannot be seen: they are asked for. Lefts that were
mirrored already, or should have been, show in the sign of the lateral part, half hip distances in their size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.anthropometry import Body
from hipmech.cells import counted, numbers
from hipmech.designs.feeds import Feed, columns_of, read_column, refuse_decimal_commas
from hipmech.errors import InputError, UnknownQuantity
from hipmech.femur import Femur
from hipmech.quantities import QUANTITIES, STANDARD_GRAVITY, default, suggestion

from .directions import FRAMES, parts_at_the_hip, sides_of

Numbers = NDArray[np.float64]

ANATOMY = tuple(
    field.name
    for record in (Body, Femur)
    for field in fields(record)
    if QUANTITIES[field.name].kind == "input" or field.name == "sex"
)
PARTS = ("measured_x", "measured_y", "measured_z")
OWN = ("half_hip_distance", "measured_force", "measured_angle", *PARTS, "side")
FEWEST = 3

UNITS = ("N", "BW", "%BW")
POSSIBLE = (0.5, 10.0)
"""Body weights on a standing hip: its own share is 0.84, and stumbling, the most ever measured, was 8.7."""
HALF = (60.0, 120.0)
"""Halves of hip distances, mm: half of what hipmech takes at most, and less than any whole one measured."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Cohort:
    """n people: their bones, and the force in their hip.

    Attributes
    ----------
    people : tuple of n mappings
        Inputs of :func:`hipmech.solve`; what is not mapped is the default adult's.
    force : (n,) array, BW
    angle : (n,) array, deg
        In the frontal plane, positive when it points down and lateral; NaN where no direction was measured.
    frame : str
        ``femur`` or ``vertical``: from where the angle counts; empty without one.
    left_out : mapping of int to str
        Rows of the table, from 1, that have no usable numbers, and why.
    notes : tuple of str
        What was found in the table rather than told.
    """

    people: tuple[Mapping[str, Any], ...]
    force: Numbers
    angle: Numbers
    frame: str
    left_out: Mapping[int, str]
    notes: tuple[str, ...]


def read(
    columns: Mapping[str, Any],
    feeds: Sequence[Feed],
    *,
    force_unit: str | None = None,
    axes: str | None = None,
    frame: str | None = None,
    side: str | None = None,
    decimal: str = ".",
) -> Cohort:
    """People of a table.

    Parameters
    ----------
    columns : mapping of str to array_like
        Cells by column.
    feeds : sequence of Feed
        Which column holds what, times a factor: inputs of a body or a femur, and ``half_hip_distance``,
        ``measured_force``, ``measured_angle``, ``measured_x``, ``measured_y``, ``measured_z``, ``side``.
    force_unit : ``N``, ``BW`` or ``%BW``, optional
        Found where only one is possible.
    axes : str, optional
        Where x, y and z of the parts point: ``lateral,anterior,up`` or letters such as ``RAS``.
    frame : ``femur`` or ``vertical``, optional
        Needed with a direction: its angle counts from the femur's mechanical axis, or from the vertical of a
        level pelvis.
    side : ``left`` or ``right``, optional
        Of all hips, where no column says it.
    decimal : "." or ","

    Raises
    ------
    InputError
        What is missing, contradicts itself, or could mean two things; the message asks for it.
    UnknownQuantity
        A name that cannot be mapped; the nearest is suggested.
    """
    given = _by_name(feeds)
    cells = columns_of(columns, feeds)
    faults: dict[int, str] = {}
    notes: list[str] = []

    def measured(name: str) -> Numbers:
        feed = given[name]
        if decimal != ",":
            refuse_decimal_commas(feed, cells[feed.column])
        values = numbers(cells[feed.column].tolist(), decimal) * feed.factor
        for row in np.flatnonzero(~np.isfinite(values)).tolist():
            faults.setdefault(row, f"{name}: the cell of {feed.column!r} is no number.")
        return values

    bones = _bones(given, cells, measured, faults, decimal)
    if not {"inter_hip_distance", "half_hip_distance"} & given.keys():
        notes.append(f"No hip distance is mapped: everybody has {default('inter_hip_distance'):g} mm.")
    parts = None
    if "measured_x" in given:
        stacked = np.stack([measured(name) for name in PARTS])
        sides = sides_of(side, cells[given["side"].column] if "side" in given else None)
        parts, found = parts_at_the_hip(stacked, axes, sides)
        notes += found
        size = np.sqrt((parts**2).sum(0))
    else:
        size = measured("measured_force")
    angle = np.full(size.size, np.nan)
    if parts is not None:
        angle = np.degrees(np.arctan2(parts[2], -parts[1]))
    elif "measured_angle" in given:
        angle = measured("measured_angle")
    keep = np.array([row not in faults for row in range(size.size)])
    if keep.sum() < FEWEST:
        why = f" Row {min(faults) + 1}: {faults[min(faults)]}" if faults else ""
        raise InputError(
            f"{counted(int(keep.sum()), 'row')} with all numbers: a null model needs {FEWEST} people.{why}"
        )
    unit, told = unit_of(size[keep], bones["body_mass"][keep] if "body_mass" in bones else None, force_unit)
    notes += told
    with_direction = bool(np.isfinite(angle[keep]).any())
    return Cohort(
        people=tuple(
            {name: values[row] for name, values in bones.items() if values[row] == values[row]}
            for row in np.flatnonzero(keep).tolist()
        ),
        force=in_body_weights(size, unit, bones.get("body_mass"))[keep],
        angle=angle[keep],
        frame=_frame(frame) if with_direction else "",
        left_out={row + 1: faults[row] for row in sorted(faults)},
        notes=tuple(notes),
    )


def _by_name(feeds: Sequence[Feed]) -> dict[str, Feed]:
    allowed = (*ANATOMY, *OWN)
    for feed in feeds:
        if feed.quantity not in allowed:
            raise UnknownQuantity(
                f"{feed.quantity!r} cannot be mapped here{suggestion(feed.quantity, allowed)}"
            )
    given = {feed.quantity: feed for feed in feeds}
    parts = [name for name in PARTS if name in given]
    if parts and len(parts) < len(PARTS):
        missing = ", ".join(name for name in PARTS if name not in given)
        raise InputError(f"{', '.join(parts)} without {missing}: a force has three parts; map all.")
    if bool(parts) == ("measured_force" in given):
        raise InputError(
            "The measured force is mapped twice, by its size and by its parts: map one."
            if parts
            else "No measured force is mapped: map measured_force, or measured_x, measured_y and measured_z."
        )
    if parts and "measured_angle" in given:
        raise InputError("measured_angle and the parts of the force both give its direction: map one.")
    if {"inter_hip_distance", "half_hip_distance"} <= given.keys():
        raise InputError("inter_hip_distance and half_hip_distance are both mapped: map one.")
    return given


def _bones(
    given: Mapping[str, Feed], cells: Mapping[str, Any], measured: Any, faults: dict[int, str], decimal: str
) -> dict[str, NDArray[Any]]:
    """Inputs of the people by name; what is wrong with a cell goes to the faults."""
    found: dict[str, NDArray[Any]] = {}
    for name, feed in given.items():
        if name not in ANATOMY:
            continue
        if name == "inter_hip_distance":
            refuse_halves(measured(name), feed)
        column = read_column(feed, cells[feed.column], decimal)
        for row, why in column.faults.items():
            if name not in ("sex", "age"):
                faults.setdefault(row, why)
        found[name] = column.values
    if "half_hip_distance" in given:
        half = measured("half_hip_distance")
        refuse_wholes(half, given["half_hip_distance"])
        found["inter_hip_distance"] = 2 * half
    return found


def refuse_halves(distances: Numbers, feed: Feed) -> None:
    """Refuse hip distances that are halves, or no millimetres."""
    middle = float(np.nanmedian(distances)) if np.isfinite(distances).any() else np.nan
    if HALF[0] <= middle <= HALF[1]:
        raise InputError(
            f"inter_hip_distance is {middle:.0f} mm at the median of {feed.column!r}: that is half a hip "
            f"distance, from one hip to the midline. Map half_hip_distance={feed.column} instead."
        )
    _refuse_units(middle, (100.0, 250.0), feed)


def refuse_wholes(halves: Numbers, feed: Feed) -> None:
    """Refuse halves of hip distances that are whole, or no millimetres."""
    middle = float(np.nanmedian(halves)) if np.isfinite(halves).any() else np.nan
    if middle > HALF[1]:
        raise InputError(
            f"half_hip_distance is {middle:.0f} mm at the median of {feed.column!r}: that is a whole "
            f"hip distance. Map inter_hip_distance={feed.column} instead."
        )
    _refuse_units(middle, HALF, feed)


def _refuse_units(middle: float, usual: tuple[float, float], feed: Feed) -> None:
    for unit, factor in (("centimetres", 10.0), ("metres", 1000.0)):
        if usual[0] <= middle * factor <= usual[1]:
            raise InputError(
                f"{feed.quantity} is {middle:g} mm at the median of {feed.column!r}: it seems to be in "
                f"{unit}. Map {feed.quantity}={feed.column}*{factor * feed.factor:g}."
            )


def in_body_weights(size: Numbers, unit: str, body_mass: Numbers | None) -> Numbers:
    """Forces of a unit in body weights."""
    if unit == "N":
        weight = np.nan if body_mass is None else body_mass * STANDARD_GRAVITY
        return np.asarray(size / weight)
    return size / 100 if unit == "%BW" else size


def unit_of(size: Numbers, body_mass: Numbers | None, given: str | None) -> tuple[str, list[str]]:
    """The unit of forces: the one given if it is possible, or the only possible one, which is then told."""
    if given is not None and given not in UNITS:
        raise InputError(f"force_unit = {given!r} is not allowed: it is one of {', '.join(UNITS)}.")
    low, high = POSSIBLE
    ends = {unit: in_body_weights(size, unit, body_mass) for unit in UNITS}
    possible = [unit for unit, force in ends.items() if low <= force.min() and force.max() <= high]
    if body_mass is None and low * 200 <= size.min():
        possible.append("N")
    seen = f"The measured forces go from {size.min():.4g} to {size.max():.4g}"
    if given == "N" and body_mass is None:
        raise InputError("Forces in N need body_mass, to be compared in body weights: map it.")
    if given is not None:
        if given not in possible:
            others = f"; as {' or '.join(possible)} it is one" if possible else ""
            raise InputError(
                f"{seen}: as {given} that is no force of a standing hip, {low:g} to {high:g} body "
                f"weights{others}."
            )
        return given, []
    if len(possible) != 1:
        what = f"{' or '.join(possible)} are possible" if possible else "no unit makes that a standing hip"
        raise InputError(f"{seen}, and {what}: say which it is (force_unit N, BW or %BW).")
    if possible == ["N"] and body_mass is None:
        raise InputError(f"{seen}, which must be newtons: map body_mass, to compare them in body weights.")
    return possible[0], [f"{seen}: taken as {possible[0]}, as nothing else is possible."]


def _frame(frame: str | None) -> str:
    if frame is None:
        raise InputError(
            "A direction is measured, and nothing says from where: give the frame. femur: from the "
            "mechanical axis of the femur; vertical: from the vertical, the pelvis level."
        )
    if frame not in FRAMES:
        raise InputError(f"frame = {frame!r} is not allowed: it is one of {', '.join(FRAMES)}.")
    return frame
