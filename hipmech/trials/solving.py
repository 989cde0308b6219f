"""One call from a trial to the load of its stance hip, sample by sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.anthropometry import Body
from hipmech.equations import Equation, behind, chosen, evaluate, in_order
from hipmech.equilibrium import HIP, answers, guarded
from hipmech.errors import InputError
from hipmech.femur import Femur
from hipmech.limits import remarks
from hipmech.loads import OUTSIDE_VALIDITY, REASONS, reason_numbers
from hipmech.quantities import INPUTS, QUANTITIES, quantity
from hipmech.solution.cases import Case, settled
from hipmech.solution.inputs import LEAVES
from hipmech.stores.datasets import ROW_STATUS_WORDS
from hipmech.trials.balances import parts_of
from hipmech.trials.checking import contacts, refuse_columns, refuse_still
from hipmech.trials.demand import Demand, demand_of
from hipmech.trials.doubts import doubts_of_places, doubts_of_stances
from hipmech.trials.feet import shared_plate, stray_pressure
from hipmech.trials.loads import OUTPUTS, TrialLoad
from hipmech.trials.motion import motion_of
from hipmech.trials.notes import notes_of
from hipmech.trials.places import refuse_places
from hipmech.trials.roles import SIDES
from hipmech.trials.smoothing import CUTOFF, accept_cutoff
from hipmech.trials.stances import stance_of
from hipmech.trials.trial import Trial, runs
from hipmech.trials.weighing import refuse_disagreement, refuse_weight

__all__ = ["TAKEN", "solve"]

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

TAKEN = tuple(
    name
    for name in (field.name for field in (*fields(Body), *fields(Femur)))
    if name not in ("stature", "inter_hip_distance")
)
"""Inputs of a person that a trial leaves open."""
KNOWN = (
    "abductor_moment",
    "thigh_inclination",
    "lateral_acceleration",
    "foot_carries",
    "trunk_reaches",
)
"""What a trial tells, or does not ask: no equation computes it here."""
BLOCK = 65_536
INVALID = ROW_STATUS_WORDS.index("invalid input")
IN_THE_AIR = "the foot is not on its plate"
SHARED = "two feet seem to stand on this plate"
STRAY = "the centre of pressure lies off the foot"


def solve(trial: Trial, side: str, *, cutoff: float = CUTOFF, **inputs: Any) -> TrialLoad:
    """Load of the hip of one side, in each sample that its foot is on its plate.

    The moment comes from the stance leg: ground reaction, weight and inertia of the leg. Arm and line follow
    the adduction and the pelvic drop of the trial; force and reaction are those of :func:`hipmech.solve`.
    The same moment from all that stands above the hip is returned beside it.

    Parameters
    ----------
    trial : Trial
        Of :func:`hipmech.trials.read` or :func:`hipmech.trials.trial`.
    side : ``left`` or ``right``
        The stance leg.
    cutoff : float, Hz
        Of a Butterworth filter without delay over all signals; 0 is none.
    **inputs : float or str
        Of the person, by canonical name; ``body_mass`` (kg) must be given. Anything of a body or a femur
        that a trial does not tell itself.

    Returns
    -------
    TrialLoad

    Raises
    ------
    InputError
        A column that is missing, a trial that cannot be: wrong side, axis, sign, unit or mass, no stance.
    UnknownQuantity
        A name that is not an input.

    Examples
    --------
    A body of 75 kg that stands still on its right leg, its foot 86 mm medial of the hip.

    >>> from hipmech import trials
    >>> places = {"cop_right": 0, "ankle_right": 6, "ankle_up": 68, "knee_right": 46, "knee_up": 500}
    >>> places |= {"hip_right": 86, "hip_up": 927.5, "force_up": 735.5, "force_right": 0}
    >>> still = {f"right_{role}": [value] * 100 for role, value in places.items()}
    >>> load = trials.solve(trials.trial([k / 100 for k in range(100)], still), "right", body_mass=75)
    >>> round(float(load.outputs["abductor_moment"][50]), 1)
    59.2
    """
    if side not in SIDES:
        raise InputError(f"side = {side!r} is not allowed: it is left or right, the leg that stands.")
    case = _person(inputs)
    mass = float(case.values["body_mass"])
    rate = accept_cutoff(cutoff, trial.interval)
    contact = contacts(trial, side)
    refuse_columns(trial, side)
    refuse_places(trial, side, contact)
    refuse_still(trial, side)
    motion = motion_of(trial, side, rate)
    refuse_weight(motion, side, mass)
    demand = demand_of(motion, mass, parts_of(case.values["segment_set"], case.values["sex"]))
    shared = shared_plate(trial, motion, side, mass)
    unknown = dict(motion.open) | {SHARED: shared, STRAY: stray_pressure(trial, motion, side)}
    outputs, status, codes, reasons = _loads(demand, motion.plate.contact, unknown, case)
    stances = tuple(
        stance_of(run, trial.time, demand, outputs, mass, shared) for run in runs(motion.plate.contact)
    )
    refuse_disagreement(stances, mass)
    return TrialLoad(
        side=side,
        time=trial.time,
        outputs=MappingProxyType(outputs),
        status=status,
        reason_codes=codes,
        reason_words=reasons,
        stances=stances,
        inputs=MappingProxyType(dict(inputs)),
        cutoff=rate,
        source=trial.source,
        notes=(*notes_of(trial, motion, side), *_remarks(case, inputs)),
        warnings=(*doubts_of_places(motion, side), *doubts_of_stances(stances, side, mass)),
    )


def _person(inputs: Mapping[str, Any]) -> Case:
    """The person of a trial, settled; what the trial tells itself is refused."""
    for name, value in inputs.items():
        quantity(name, INPUTS)
        if name not in TAKEN:
            raise InputError(
                f"{name} cannot be set for a trial: it is measured there, or does not act. Set what the "
                f"trial does not tell: {', '.join(TAKEN)}."
            )
        if np.ndim(value):
            raise InputError(f"{name} has {np.size(value)} values: a trial is of one person, give one.")
    if "body_mass" not in inputs:
        raise InputError("body_mass is missing: nobody in a trial is the default adult (--set body_mass=KG).")
    return settled({}, inputs)


@cache
def _equations(choices: tuple[tuple[str, str], ...]) -> tuple[Equation, ...]:
    """The equations of a hip without those whose answer a trial brings along."""
    rows = {name: row for name, row in chosen(HIP, dict(choices)).items() if name not in KNOWN}
    return behind(in_order(rows), (*(name for name in OUTPUTS if name in rows), "status"))


def _loads(
    demand: Demand, contact: Truths, unknown: Mapping[str, Truths], case: Case
) -> tuple[dict[str, Numbers], NDArray[np.int8], NDArray[np.int16], tuple[str, ...]]:
    """Outputs, status, and the reason of each sample; the hips in blocks, to hold little at a time."""
    count = len(contact)
    texts = ["", IN_THE_AIR, *(name if name in (SHARED, STRAY) else f"no {name} here" for name in unknown)]
    codes = np.where(contact, 0, 1).astype(np.int16)
    for code, here in enumerate(unknown.values(), 2):
        codes[contact & here & (codes == 0)] = code
    codes[(codes == 0) & ~np.isfinite(demand.pose["abductor_moment"])] = len(texts)
    level_unknown = len(texts) + 1
    texts += ["too near to a gap", "no pelvic drop here"]
    status = np.full(count, INVALID, dtype=np.int8)
    status[codes == 1] = OUTSIDE_VALIDITY
    outputs = {name: np.full(count, np.nan) for name in OUTPUTS}
    first_reason = len(texts)
    texts += [sentence for _, sentence in REASONS]
    rows = np.flatnonzero(codes == 0)
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        values = _hips({name: one[part] for name, one in demand.pose.items()}, case)
        told = answers(guarded(values), dict(case.choices), tuple(n for n in OUTPUTS if n in values))
        for name, moments in demand.moments.items():
            told[name] = moments[part]
        for name, column in outputs.items():
            column[part] = told[name]
        number = reason_numbers(values["status"], values)
        blind = np.isnan(demand.pose["pelvic_drop"][part])
        status[part] = np.where(blind, INVALID, values["status"])
        codes[part] = np.where(blind, level_unknown, np.where(number > 0, first_reason - 1 + number, 0))
    return outputs, status, codes, tuple(texts)


def _hips(pose: Mapping[str, Numbers], case: Case) -> dict[str, Any]:
    leaves: dict[str, Any] = {**case.leaves.numbers, **pose, "foot_carries": True, "trunk_reaches": True}
    with np.errstate(all="ignore"):
        return evaluate(_equations(case.choices), leaves)


def _remarks(case: Case, inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for each input outside what is measured in people."""
    return tuple(note for name in inputs if name in LEAVES for note in remarks(name, case.values[name]))


UNITS = MappingProxyType({name: QUANTITIES[name].unit for name in OUTPUTS})
