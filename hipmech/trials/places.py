"""How a body stands in the middle of stance, and what is no body: wrong side, axis or unit of a place.

The limits are assumptions, wide on purpose: they catch mistakes, not unusual people.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.quantities import QUANTITIES
from hipmech.trials.hints import FACTORS, meant
from hipmech.trials.motion import middle_of, other_side
from hipmech.trials.roles import COM, JOINTS, ROLES, SIDES
from hipmech.trials.trial import Trial

__all__ = ["CENTRE_FROM_ANKLE", "THIGH_OF_LEG", "refuse_places"]

Numbers = NDArray[np.float64]
Limits = tuple[float, float]

LEG = (400.0, 1200.0)
"""mm from hip to ankle, seen from the front, in the middle of stance."""
THIGH_OF_LEG = (0.3, 0.7)
ANKLE_HEIGHT = (10.0, 250.0)
"""mm above the ground, in the middle of stance."""
COM_ABOVE_HIP = (-200.0, 500.0)
COM_BESIDE_HIP = (-350.0, 350.0)
CENTRE_FROM_ANKLE = 100.0
"""mm sideways: about the breadth of a foot. A centre of pressure farther off is not under this foot alone."""
NEAR_ORIGIN = 100.0
"""mm: a column that a factor brings so near to 0 fits by chance wherever the body stands there."""
STEEPEST_LEG = 12.0
"""deg from hip to ankle, sideways, up to which a body that a factor puts right is believed."""
PAIRS = (
    *((f"{side}_{joint}_right", f"{side}_{joint}_up") for side in SIDES for joint in JOINTS),
    COM,
)
"""Places that one mistake makes wrong together."""


class Complaint(NamedTuple):
    """What cannot be, and which mistake it may come from."""

    finding: str
    question: str


@dataclass(frozen=True, eq=False)
class Standing:
    """Where a body stands, mm: by role its median in the middle of stance, and its samples in contact."""

    side: str
    middle: Mapping[str, float]
    contact: Mapping[str, Numbers]

    def scaled(self, roles: tuple[str, ...], factor: float) -> Standing:
        """The same body with some columns times a factor."""
        middle = {role: value * (factor if role in roles else 1) for role, value in self.middle.items()}
        contact = {role: value * (factor if role in roles else 1) for role, value in self.contact.items()}
        return Standing(self.side, middle, contact)

    def of(self, name: str) -> float:
        """In the middle of stance, of the stance side."""
        return self.middle[f"{self.side}_{name}"]


def refuse_places(trial: Trial, side: str, contact: NDArray[np.bool_]) -> None:
    """Refuse a body whose parts do not stand as those of a person do, by axis, side or unit.

    A factor with which all would fit is told first.
    """
    places = [role for role, unit in ROLES.items() if unit == "mm" and trial.has(role)]
    tracks = [role for role in places if role.endswith(("cop_right", "ankle_right"))]
    body = Standing(
        side,
        {role: middle_of(trial[role], contact) for role in places},
        {role: trial[role][contact] for role in tracks},
    )
    complaint = next(_complaints(body), None)
    if complaint is None:
        return
    told = " or ".join(_hints(body))
    if told:
        raise InputError(
            f"{complaint.finding}. It would fit but for a factor: {told}. If not: {complaint.question}"
        )
    raise InputError(f"{complaint.finding}: {complaint.question}")


def _hints(body: Standing) -> list[str]:
    """Columns of which a factor would put all right: one, else two that belong together, else all."""
    alone = [(role,) for role in body.middle]
    pairs = [pair for pair in PAIRS if all(role in body.middle for role in pair)]
    for groups in (alone, pairs, [tuple(body.middle)]):
        fitting = (
            meant(roles, factor)
            for roles in groups
            for factor in FACTORS
            if not _by_chance(body, roles, factor) and _stands(body.scaled(roles, factor))
        )
        if found := list(islice(fitting, 2)):
            return found
    return []


def _stands(body: Standing) -> bool:
    """Whether nothing is wrong with a body, and its leg is about upright."""
    spread = body.of("hip_right") - body.of("ankle_right")
    slope = math.degrees(math.atan2(abs(spread), body.of("hip_up") - body.of("ankle_up")))
    return slope <= STEEPEST_LEG and next(_complaints(body), None) is None


def _by_chance(body: Standing, roles: tuple[str, ...], factor: float) -> bool:
    """Whether a factor that shrinks or turns a column leaves nothing of it that could be wrong."""
    left = [abs(factor * body.middle[role]) for role in roles if role.endswith("_right")]
    return factor < 1 and bool(left) and max(left) < NEAR_ORIGIN


def _complaints(body: Standing) -> Iterator[Complaint]:
    yield from _upside_down(body)
    yield from _mirrored(body)
    yield from _leg(body)
    yield from _centre_of_mass(body)
    yield from _foreign_plate(body)


def _upside_down(body: Standing) -> Iterator[Complaint]:
    hip, knee, ankle = (body.of(f"{joint}_up") for joint in JOINTS)
    spread = abs(body.of("hip_right") - body.of("ankle_right"))
    lying = spread > max(abs(hip - ankle), LEG[0] / 2)
    if hip > knee > ankle and not lying:
        return
    told = (
        f"In the middle of stance the {body.side} hip, knee and ankle lie {hip:.4g}, {knee:.4g} and "
        f"{ankle:.4g} mm up"
    )
    if math.isnan(hip + knee + ankle):
        yield Complaint(told, "they are not known there, so there is no leg to balance.")
    elif lying:
        yield Complaint(f"{told} and {spread:.4g} mm apart sideways", "are up and right exchanged?")
    else:
        yield Complaint(
            told,
            "a hip lies above its knee and a knee above its ankle. Does up point down, or is a unit wrong?",
        )


def _mirrored(body: Standing) -> Iterator[Complaint]:
    side, other = body.side, other_side(body.side)
    sign = 1 if side == "right" else -1
    if f"{other}_hip_right" in body.middle:
        apart = sign * (body.of("hip_right") - body.middle[f"{other}_hip_right"])
        limits = QUANTITIES["inter_hip_distance"].limits or (0, math.inf)
        if apart < 0:
            yield Complaint(
                f"The right hip lies {-apart:.4g} mm to the left of the left one",
                "are the sides exchanged, or does the axis point left? An axis is turned with --map "
                "ROLE=COLUMN*-1, for forces and places alike.",
            )
        yield from _outside(
            "from hip to hip it is", apart, limits, "mm", f"{other}_hip_right or {side}_hip_right"
        )
    elif (
        "com_right" in body.middle
        and sign * (body.of("hip_right") - body.middle["com_right"]) < -COM_BESIDE_HIP[1] / 10
    ):
        yield Complaint(
            f"The {side} hip lies on the other side of the centre of mass",
            "is the side wrong, or does the axis point left?",
        )


def _leg(body: Standing) -> Iterator[Complaint]:
    side = body.side
    hip, knee, ankle = (np.array((body.of(f"{joint}_right"), body.of(f"{joint}_up"))) for joint in JOINTS)
    leg = float(np.hypot(*(hip - ankle)))
    yield from _outside(f"the {side} leg from hip to ankle is", leg, LEG, "mm", "hip, knee and ankle")
    steepest = float(QUANTITIES["thigh_inclination_limit"].default or 0)
    slope = math.degrees(math.atan2(abs(hip[0] - knee[0]), hip[1] - knee[1]))
    yield from _outside(
        f"the {side} thigh leans by", slope, (0.0, steepest), "deg", f"{side}_knee_right or {side}_hip_right"
    )
    thigh = float(np.hypot(*(hip - knee))) / leg
    yield from _outside(f"of the {side} leg the thigh is", thigh, THIGH_OF_LEG, "", f"{side}_knee")
    ground = body.middle.get(f"{side}_cop_up", 0.0)
    yield from _outside(
        f"above the ground ({side}_cop_up, or 0) the {side} ankle is",
        ankle[1] - ground,
        ANKLE_HEIGHT,
        "mm",
        f"{side}_ankle_up or {side}_cop_up",
    )


def _centre_of_mass(body: Standing) -> Iterator[Complaint]:
    if not all(role in body.middle for role in COM):
        return
    above = body.middle["com_up"] - body.of("hip_up")
    beside = body.middle["com_right"] - body.of("hip_right")
    hip = f"the {body.side} hip"
    yield from _outside(f"above {hip} the centre of mass is", above, COM_ABOVE_HIP, "mm", "com_up")
    yield from _outside(
        f"to the right of {hip} the centre of mass is", beside, COM_BESIDE_HIP, "mm", "com_right"
    )


def _foreign_plate(body: Standing) -> Iterator[Complaint]:
    """A centre of pressure that is not under this foot for most of the stance."""
    side, other = body.side, other_side(body.side)
    centre, own = body.contact[f"{side}_cop_right"], body.contact[f"{side}_ankle_right"]
    off = centre - own
    off = off[np.isfinite(off)]
    if not off.size:
        yield Complaint(
            f"{side}_cop_right has no number where the {side} plate is loaded",
            "without its centre of pressure a force has no moment.",
        )
        return
    distance, aside = float(np.median(np.abs(off))), float(np.median(off))
    told = (
        f"The centre of pressure of the {side} plate lies {abs(aside):.4g} mm to the "
        f"{'right' if aside > 0 else 'left'} of the {side} ankle"
    )
    others = body.contact.get(f"{other}_ankle_right")
    if others is not None and distance > CENTRE_FROM_ANKLE / 2:
        away = float(np.nanmedian(np.abs(centre - others)))
        if away < distance / 2 and away < CENTRE_FROM_ANKLE:
            yield Complaint(f"{told}, under the other foot", "are the plates, or the sides, exchanged?")
    if distance > CENTRE_FROM_ANKLE:
        yield Complaint(told, "it is not under this foot, or both feet stand on the plate.")


def _outside(what: str, value: float, limits: Limits, unit: str, columns: str) -> Iterator[Complaint]:
    low, high = limits
    if low <= value <= high:
        return
    space = f" {unit}" if unit else ""
    if math.isnan(value):
        yield Complaint(f"In the middle of stance {what} not known", f"{columns} has no number there.")
        return
    yield Complaint(
        f"In the middle of stance {what} {value:.4g}{space}, and {low:g} to {high:g}{space} are possible",
        f"is the unit, axis or side of {columns} wrong?",
    )
