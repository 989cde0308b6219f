"""Who takes which part of the moment, and what the joint then bears.

Muscles share the moment by a criterion: the least sum of squared or cubed activations, the smallest largest
activation, or the three common tensions of HIPSTRESS. Nobody knows which one people follow; :func:`spread`
shows all four. HIPSTRESS knows no limit of force, so its activations may exceed 1: then it asks more of a
group than the norm gives. Where all muscles together are too weak, it does not hold the hip either. Passive
tissue that a dropped pelvis stretches takes its part first; it pulls along the line of the tensor fasciae
latae, for the iliotibial tract runs there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech import sharing
from hipmech.errors import InputError
from hipmech.limits import Real, in_unit
from hipmech.loads import ADDUCTORS_NEEDED, NOT_HELD, OK, OUTSIDE_VALIDITY, STATUS_WORDS, Load
from hipmech.muscles.attachments import TENSOR, Attachment
from hipmech.muscles.capacity import capacities
from hipmech.muscles.straight_lines import (
    MILLIMETRE,
    Array,
    Lines,
    fits,
    lines,
    muscle_rows,
    named,
    per_hip,
    points,
    refuse_levers,
)
from hipmech.muscles.three_tensions import PUSHED, group_levels, membership, numbers_in
from hipmech.muscles.validity import Faults, Flags, anywhere, line_faults
from hipmech.notebooks import Tabled, figure, table
from hipmech.quantities import nearest

CRITERIA = (*sharing.CRITERIA, "three_tensions")
"""How muscles may share: the criteria of :func:`hipmech.sharing.share`, and the groups of HIPSTRESS."""

MOMENTS = ("frontal", "three")


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Recruitment(Tabled):
    """Muscle forces and joint reaction of a load of shape (...).

    Forces are NaN where the status is "not held" or "outside validity", and 0 where adductors are needed; the
    reaction is NaN in all three.

    Attributes
    ----------
    load : Load
    criterion : str
    names : tuple of n str
    forces, capacities : array (..., n), N
    activations : array (..., n)
        Force over capacity; 0 for a muscle without capacity, above 1 only with ``three_tensions``.
    torques : array (..., n), N·m
        Abduction moment of each muscle.
    passive_moment : array (...), N·m
        Held by stretched tissue.
    demand : array (...) or (..., 3), N·m
        What the muscles must hold: abduction, or abduction, flexion and internal rotation.
    residual : array (...) or (..., 3), N·m
        What they hold, less the demand.
    reaction : array (..., 3), N
        Force of the acetabulum on the femoral head: anterior, up, lateral.
    joint_reaction, joint_reaction_bw : array (...), N and BW
        Its length.
    joint_reaction_angle, joint_reaction_angle_femur : array (...), deg
        In the frontal plane, from the vertical and from the femoral axis, positive when it points down and
        lateral.
    status : int or array (...)
        0 ok, 1 not held, 2 adductors needed, 3 outside validity.
    faults : mapping
        Sentence to where it holds, the weightiest first.
    """

    load: Load
    criterion: str
    names: tuple[str, ...]
    forces: Array
    capacities: Array
    activations: Array
    torques: Array
    passive_moment: Real
    demand: Real
    residual: Real
    reaction: Array
    joint_reaction: Real
    joint_reaction_bw: Real
    joint_reaction_angle: Real
    joint_reaction_angle_femur: Real
    status: Any
    faults: Mapping[str, Flags]

    @property
    def status_words(self) -> Any:
        """The status in words: a string, or an array of strings."""
        words = np.array(STATUS_WORDS)[self.status]
        return str(words) if self.load.shape == () else words

    @property
    def reasons(self) -> Any:
        """Why a hip is not ok, in words; empty where it is."""
        found = np.where(np.asarray(self.load.status) >= ADDUCTORS_NEEDED, self.load.reasons, "").astype(
            object
        )
        for sentence, here in self.faults.items():
            found[here & (found == "")] = sentence
        return str(found[()]) if self.load.shape == () else found.astype(np.str_)

    @property
    def _units(self) -> Mapping[str, str]:
        newtons = dict.fromkeys(("forces", "capacities", "reaction"), "N")
        return newtons | dict.fromkeys(("torques", "passive_moment", "demand", "residual"), "N·m")

    def _repr_html_(self) -> str:
        if np.ndim(self.status):
            return super()._repr_html_()
        head = ("muscle", "force, N", "capacity, N", "activation", "abduction moment, N·m")
        parts = (self.forces, self.capacities, self.activations, self.torques)
        columns = ([figure(float(number)) for number in part] for part in parts)
        return table(repr(self)[1:-1], head, zip(self.names, *columns, strict=True))

    def __repr__(self) -> str:
        if self.load.shape != ():
            held = int(np.count_nonzero(self.status == OK))
            return f"<Recruitment of {np.size(self.status)} hips, {self.criterion}, {held} ok>"
        if self.status != OK:
            return f"<Recruitment: {self.status_words}: {self.reasons}>"
        return f"<Recruitment: joint reaction {self.joint_reaction_bw:.3f} BW, {self.criterion}>"


def recruit(
    load: Load,
    criterion: str = "quadratic",
    *,
    moments: str = "frontal",
    flexion_moment: ArrayLike = 0.0,
    rotation_moment: ArrayLike = 0.0,
    include: Iterable[str] = (),
) -> Recruitment:
    """Muscle forces that hold a load, and the joint reaction they make.

    Parameters
    ----------
    load : Load
        One hip or an array of hips.
    criterion : str
        ``quadratic``, ``cubic``, ``minmax``, or ``three_tensions``, which always balances three moments and
        takes the rectus femoris in.
    moments : str
        ``frontal``: the abduction moment alone, so that flexion and rotation are left to others. ``three``:
        all about the hip at once.
    flexion_moment, rotation_moment : scalar or array_like, N·m
        Flexion and internal rotation that the muscles must supply; only with three moments. Arrays broadcast
        to the shape of the load, which they cannot widen.
    include : names, optional
        ``rectus_femoris`` and ``sartorius``.

    Returns
    -------
    Recruitment

    Raises
    ------
    InputError
        An unknown name, a moment about an axis that is not balanced, shapes that do not fit, or a lever
        instead of a hip.

    Examples
    --------
    >>> import hipmech as hm
    >>> round(float(recruit(hm.solve()).joint_reaction_bw), 2)
    2.64
    >>> both = recruit(hm.solve(), include=("rectus_femoris", "sartorius"))
    >>> round(float(both.joint_reaction_bw), 2)
    2.9
    """
    refuse_levers(load)
    _refuse_unknown("criterion", criterion, CRITERIA)
    _refuse_unknown("moments", moments, MOMENTS)
    tensed = criterion == "three_tensions"
    three = tensed or moments == "three"
    other = _other_moments(load, three, flexion_moment, rotation_moment)
    include = _members(include) if tensed else named(include)
    with np.errstate(all="ignore"):
        pulls, strength = lines(load, include), capacities(load, include)
        passive = passive_pull(load, pulls)
        demand = _demand(load, pulls, passive, other)
        faults = line_faults(load, pulls)
        valid = (np.asarray(load.status) < ADDUCTORS_NEEDED) & ~anywhere(faults, load.shape)
        task = (
            np.where(valid[..., np.newaxis, np.newaxis], MILLIMETRE * pulls.arms, 0.0),
            np.where(valid[..., np.newaxis], strength, 0.0),
            np.where(valid[..., np.newaxis], demand, 0.0),
        )
        solved = _tensed(muscle_rows(include), *task) if tensed else _shared(criterion, three, *task)
        activations, unheld = solved
        faults |= {sentence: here & valid for sentence, here in unheld.items()}
        return _answer(load, criterion, three, pulls, strength, activations, passive, demand, faults)


def _answer(
    load: Load,
    criterion: str,
    three: bool,
    pulls: Lines,
    strength: Array,
    activations: Array,
    passive: Array,
    demand: Array,
    faults: Faults,
) -> Recruitment:
    """Forces, torques and reaction of the activations, where they may leave the house."""
    activations = np.where(strength > 0, activations, 0.0)
    forces = activations * strength
    reaction = _reaction(load, pulls, forces, passive)
    faults = faults | {PULLED: reaction[..., 1] > 0}
    status = _status(load, faults)
    balanced = (MILLIMETRE * pulls.arms @ forces[..., np.newaxis])[..., 0]
    balances = slice(None) if three else 0
    size = _on(status, np.sqrt((reaction**2).sum(-1)))
    angle = _on(status, np.degrees(np.arctan2(reaction[..., 2], -reaction[..., 1])))
    values = load.evaluate()
    return Recruitment(
        load=load,
        criterion=criterion,
        names=pulls.names,
        forces=_on(status, forces, resting=0.0),
        capacities=strength,
        activations=_on(status, activations, resting=0.0),
        torques=_on(status, MILLIMETRE * pulls.abduction_arms * forces, resting=0.0),
        passive_moment=(MILLIMETRE * pulls.abduction_arms[..., pulls.names.index(TENSOR)] * passive)[()],
        demand=demand[..., balances][()],
        residual=_on(status, (balanced - demand)[..., balances]),
        reaction=_on(status, reaction),
        joint_reaction=size,
        joint_reaction_bw=size / values["body_weight"],
        joint_reaction_angle=angle,
        joint_reaction_angle_femur=angle + np.degrees(values["thigh_inclination"]),
        status=int(status) if load.shape == () else status,
        faults=MappingProxyType(faults),
    )


UNSOLVED = "the sharing found no answer"
PULLED = "the joint would have to pull"
UNHELD = "no forces within the muscles' capacities supply the demand"

ROUNDING = 1e-12
"""Share by which a demand may exceed what the muscles reach, as in :func:`hipmech.sharing.share`."""


def spread(load: Load, include: Iterable[str] = ()) -> Mapping[str, Recruitment]:
    """The same load by every criterion: how much of an answer is the choice of its criterion.

    Parameters
    ----------
    load : Load
    include : names, optional
        Muscles on request; HIPSTRESS takes the rectus femoris in by itself, and never the sartorius, which
        belongs to none of its groups.

    Returns
    -------
    mapping
        :class:`Recruitment` by criterion.

    Examples
    --------
    >>> import hipmech as hm
    >>> answers = spread(hm.solve())
    >>> {criterion: round(float(answer.joint_reaction_bw), 2) for criterion, answer in answers.items()}
    {'quadratic': 2.64, 'cubic': 2.69, 'minmax': 2.75, 'three_tensions': 2.83}
    """
    include = named(include)
    tensed = tuple(name for name in include if name != "sartorius")
    return MappingProxyType(
        {
            name: recruit(load, name, include=tensed if name == "three_tensions" else include)
            for name in CRITERIA
        }
    )


def passive_pull(load: Load, pulls: Lines) -> Array:
    """Force of stretched tissue along the tensor's line, (...) N: no more than the hip asks for."""
    values = load.evaluate()
    asked = np.maximum(_all(values["abductor_moment"], load), 0.0)
    moment = np.minimum(_all(values["passive_moment"], load), asked)
    arm = MILLIMETRE * pulls.abduction_arms[..., pulls.names.index(TENSOR)]
    return np.divide(moment, arm, out=np.zeros(load.shape), where=arm > 0)


def _other_moments(
    load: Load, three: bool, flexion_moment: ArrayLike, rotation_moment: ArrayLike
) -> tuple[Array, Array]:
    """Flexion and internal rotation that the muscles must supply, (...) N·m each."""
    asked = {"flexion_moment": flexion_moment, "rotation_moment": rotation_moment}
    given = {name: in_unit(name, "N·m", moment) for name, moment in asked.items()}
    for name, moment in given.items():
        numbers = numbers_in(moment)
        if numbers.dtype.kind not in "iuf" or not np.isfinite(numbers).all():
            raise InputError(f"{name} takes finite numbers in N·m.")
        if not fits(numbers.shape, load.shape):
            raise InputError(f"{name} of shape {numbers.shape} does not fit a load of shape {load.shape}.")
        if not three and numbers.any():
            raise InputError(
                f"{name} is given, but one moment is balanced, the frontal one: choose moments='three'."
            )
    return _all(given["flexion_moment"], load), _all(given["rotation_moment"], load)


def _demand(load: Load, pulls: Lines, passive: Array, other: tuple[Array, Array]) -> Array:
    """Moments left to the muscles, (..., 3) N·m."""
    asked = np.stack((_all(load.evaluate()["abductor_moment"], load), *other), axis=-1)
    tissue = MILLIMETRE * pulls.arms[..., pulls.names.index(TENSOR)] * passive[..., np.newaxis]
    left: Array = asked - tissue
    return left


def _shared(criterion: str, three: bool, arms: Array, strength: Array, demand: Array) -> tuple[Array, Faults]:
    if three:
        answer = sharing.share(arms, strength, demand, criterion, balances=3)
    else:
        answer = sharing.share(arms[..., 0, :], strength, demand[..., 0], criterion)
    status = np.asarray(answer.status)
    faults = {UNSOLVED: status == sharing.NOT_SOLVED, UNHELD: status == sharing.NOT_HELD}
    return answer.activations, {sentence: np.asarray(here) for sentence, here in faults.items()}


def _tensed(
    rows: tuple[Attachment, ...], arms: Array, strength: Array, demand: Array
) -> tuple[Array, Faults]:
    levels = group_levels(rows, arms, strength, demand)
    pushed = np.isnan(levels).any(-1)
    together = (np.maximum(arms[..., 0, :], 0.0) * strength).sum(-1)
    weak = ~pushed & (demand[..., 0] > together * (1 + ROUNDING))
    return levels @ membership(rows).T, {PUSHED: np.asarray(pushed), UNHELD: np.asarray(weak)}


def _reaction(load: Load, pulls: Lines, forces: Array, passive: Array) -> Array:
    """Force of the acetabulum on the femoral head, (..., 3) N: what pulls and weighs on the pelvis."""
    values = load.evaluate()
    mass = values["supported_mass"] + values["carried_mass"]
    weight = points(
        0.0,
        _all(values["cane_force"] - values["supported_weight"], load),
        _all(-mass * values["lateral_acceleration"], load),
    )
    tissue = passive[..., np.newaxis] * pulls.direction[..., pulls.names.index(TENSOR), :]
    reaction: Array = (forces[..., np.newaxis] * pulls.direction).sum(-2) + tissue + weight
    return reaction


def _status(load: Load, faults: Faults) -> NDArray[np.int8]:
    """The load's own status where it stops, else what the muscles add."""
    unheld = faults.get(UNHELD, False)
    broken = anywhere({name: here for name, here in faults.items() if name != UNHELD}, load.shape)
    muscles = np.where(broken, OUTSIDE_VALIDITY, np.where(unheld, NOT_HELD, OK))
    return np.where(np.asarray(load.status) >= ADDUCTORS_NEEDED, load.status, muscles).astype(np.int8)


def _on(status: NDArray[np.int8], values: Array, resting: float = np.nan) -> Any:
    """Values where all is ok, the resting value where adductors are needed, else NaN."""
    codes = status.reshape(status.shape + (1,) * (values.ndim - status.ndim))
    return np.where(codes == OK, values, np.where(codes == ADDUCTORS_NEEDED, resting, np.nan))[()]


def _all(value: ArrayLike, load: Load) -> Array:
    """A quantity of every hip, (...)."""
    numbers: Array = per_hip(value, load)[..., 0]
    return numbers


def _members(include: Iterable[str]) -> tuple[str, ...]:
    """HIPSTRESS takes the rectus femoris in; what belongs to no group has no tension."""
    names = tuple(row.name for row in muscle_rows(include))
    if "sartorius" in names:
        raise InputError("sartorius belongs to none of the three groups: leave it out of three_tensions.")
    return ("rectus_femoris",)


def _refuse_unknown(what: str, given: str, allowed: tuple[str, ...]) -> None:
    if given in allowed:
        return
    near = nearest(str(given), allowed)
    raise InputError(
        f"{what} = {given!r} is not allowed: it is one of {', '.join(allowed)}"
        + (f"; did you mean {near!r}?" if near else ".")
    )
