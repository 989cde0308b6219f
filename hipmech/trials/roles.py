"""What a column of a trial is: roles by name, units in column names, and how a user names other columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hipmech.cells import number
from hipmech.errors import InputError
from hipmech.quantities import suggestion

__all__ = ["ROLES", "SIDES", "Source", "foot_roles", "sources_of"]

SIDES = ("left", "right")
JOINTS = ("hip", "knee", "ankle")
NEEDED_OF_A_FOOT = (
    "force_up",
    "force_right",
    "cop_right",
    *(f"{joint}_{way}" for joint in JOINTS for way in ("right", "up")),
)
"""What the stance side must have; of the other side all may be missing."""
OF_A_FOOT = (*NEEDED_OF_A_FOOT, "cop_up")
COM = ("com_right", "com_up")


def foot_roles(side: str, names: Iterable[str] = NEEDED_OF_A_FOOT) -> tuple[str, ...]:
    """Roles of one side."""
    return tuple(f"{side}_{name}" for name in names)


ROLES: Mapping[str, str] = {
    "time": "s",
    **dict.fromkeys(COM, "mm"),
    **{f"{side}_{name}": "N" if name.startswith("force") else "mm" for side in SIDES for name in OF_A_FOOT},
}
"""Public unit by role. Right is the laboratory's right, as seen from behind the walker; up is up."""

UNITS: Mapping[str, Mapping[str, float]] = {
    "s": {"s": 1.0, "ms": 0.001},
    "mm": {"mm": 1.0, "cm": 10.0, "m": 1000.0},
    "N": {"N": 1.0, "kN": 1000.0},
}
"""Factors to the public unit, by the unit that a column's name ends in."""
UNIT_IN_NAME = re.compile(r"(?P<name>.+?)\s*(?:_(?P<plain>[A-Za-z]+)|[\[(](?P<fenced>[A-Za-z]+)[\])])\s*")


class Source(NamedTuple):
    """Which column a role comes from, and the factor to its public unit."""

    column: str
    factor: float


def sources_of(header: Iterable[str], mapping: Mapping[str, str] | None = None) -> dict[str, Source]:
    """Where each role of a trial comes from.

    A column named ``ROLE_UNIT``, ``ROLE (UNIT)`` or ``ROLE [UNIT]`` is understood; others are mapped.

    Parameters
    ----------
    header : iterable of str
        Column names of the file.
    mapping : mapping of str to str, optional
        ``COLUMN`` or ``COLUMN*FACTOR`` by role; the factor leads to the role's public unit.

    Raises
    ------
    InputError
        A role that does not exist, a column that is not there, or a unit that nobody states.

    Examples
    --------
    >>> sources_of(["time_s", "com_up_m", "pelvis_z"], {"com_right": "pelvis_z*1000"})["com_right"]
    Source(column='pelvis_z', factor=1000.0)
    """
    names = [name.strip() for name in header]
    found: dict[str, Source] = {}
    for role, text in (mapping or {}).items():
        if role not in ROLES:
            raise InputError(f"{role!r} is no role of a trial's column{suggestion(role, ROLES)}")
        found[role] = _mapped(role, text, names)
    for name in names:
        role, factor = ("", 0.0) if name in found else _understood(name)
        if not role or role in (mapping or {}):
            continue
        if role in found:
            raise InputError(
                f"Both {found[role].column!r} and {name!r} are {role}: say which (--map {role}=COLUMN)."
            )
        found[role] = Source(name, factor)
    return found


def _understood(name: str) -> tuple[str, float]:
    """Role and factor of a column by its name; no role where it is not one of ours."""
    if name in ROLES:
        raise InputError(f"The column {name!r} says no unit. {_ask(name, name)}")
    parts = UNIT_IN_NAME.fullmatch(name)
    if parts is None or parts["name"] not in ROLES:
        return "", math.nan
    role, unit = parts["name"], parts["plain"] or parts["fenced"]
    if unit not in UNITS[ROLES[role]]:
        raise InputError(
            f"The column {name!r} is in {unit!r}, which is no unit of {role}: it takes "
            f"{', '.join(UNITS[ROLES[role]])}, or a factor. {_ask(role, name)}"
        )
    return role, UNITS[ROLES[role]][unit]


def _mapped(role: str, text: str, names: list[str]) -> Source:
    column, star, typed = (part.strip() for part in str(text).rpartition("*"))
    if not star:
        column = str(text).strip()
    if column not in names:
        raise InputError(
            f"{role} is mapped to {column!r}, and there is no such column{suggestion(column, names)}"
        )
    if star:
        factor = number(typed)
        if not math.isfinite(factor) or factor == 0:
            raise InputError(f"{role}={text}: the factor {typed!r} is no number other than 0.")
        return Source(column, factor)
    parts = UNIT_IN_NAME.fullmatch(column)
    unit = parts and (parts["plain"] or parts["fenced"])
    factor = UNITS[ROLES[role]].get(unit or "", math.nan)
    if math.isnan(factor):
        raise InputError(f"The column {column!r} says no unit. {_ask(role, column)}")
    return Source(column, factor)


def _ask(role: str, column: str) -> str:
    factors = UNITS[ROLES[role]]
    told = ", ".join(
        f"--map {role}={column}*{factor:g} if it is in {unit}" for unit, factor in factors.items()
    )
    return f"Say it: {told}."
