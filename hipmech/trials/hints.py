"""What a column seems to be that fits only with a factor, and what to try."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hipmech.trials.roles import ROLES

__all__ = ["FACTORS", "meant"]


class _Slip(NamedTuple):
    """A unit that a name does not tell: what the numbers are, what they are called, and how to name them."""

    size: str
    told: str = ""
    unit: str = ""


SLIPS: Mapping[str, Mapping[float, _Slip]] = {
    "mm": {
        1000.0: _Slip("small by 1000", "metres named mm", "m"),
        100.0: _Slip("small by 100", "metres named cm", "m"),
        10.0: _Slip("small by 10", "centimetres named mm", "cm"),
        0.1: _Slip("large by 10", "mm named cm", "mm"),
        0.01: _Slip("large by 100", "cm named m", "cm"),
        0.001: _Slip("large by 1000", "mm named m", "mm"),
    },
    "N": {
        1000.0: _Slip("small by 1000", "kN named N", "kN"),
        100.0: _Slip("small by 100"),
        10.0: _Slip("small by 10"),
        0.1: _Slip("large by 10"),
        0.01: _Slip("large by 100"),
        0.001: _Slip("large by 1000", "N named kN", "N"),
    },
}
FACTORS = (*SLIPS["mm"], -1.0)


def meant(roles: Iterable[str], factor: float) -> str:
    """What columns seem to be that fit with a factor, and how to put it right.

    Examples
    --------
    >>> meant(["com_up"], 10.0)
    'com_up seems too small by 10, as centimetres named mm are: name it com_up_cm'
    >>> meant(["left_force_right"], -1.0)
    'left_force_right seems of the wrong sign (--map left_force_right=COLUMN*-1)'
    """
    names = tuple(roles)
    role, several = names[0], len(names) > 1
    who = f"{' and '.join(names)} seem" if several else f"{role} seems"
    if len(names) > MOST_NAMED:
        who = "all places seem"
    if factor < 0:
        return f"{who} of the wrong sign (--map {role}=COLUMN*-1)"
    slip = SLIPS[ROLES[role]][factor]
    if slip.unit:
        name = f"{'them ' if several else 'it '}{role}_{slip.unit}{' and so on' if several else ''}"
        return f"{who} too {slip.size}, as {slip.told} are: name {name}"
    return f"{who} too {slip.size}: map {'them' if several else 'it'} with {factor:g} times its factor"


MOST_NAMED = 2
"""Columns that a hint names one by one."""
