"""One call from a weak hip to everything it can do about it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from hipmech.anthropometry import Body
from hipmech.equations import behind, evaluate
from hipmech.errors import PhysiologyWarning
from hipmech.femur import Femur
from hipmech.limits import Real
from hipmech.loads import OUTSIDE_VALIDITY, Load
from hipmech.notebooks import quantities_table
from hipmech.posture import LEANING_STRATEGIES, Stance
from hipmech.quantities import QUANTITIES
from hipmech.roots import CLOSE, Numbers, least
from hipmech.solution import Inputs, solve
from hipmech.strength import STRENGTHS
from hipmech.trendelenburg.assumptions import ASSUMPTIONS, EFFORT, LARGEST, PIVOTS
from hipmech.trendelenburg.equilibria import blocks, lacking
from hipmech.trendelenburg.ledger import ledger
from hipmech.trendelenburg.refusals import at_level, refusals

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Weakening", "holding_strength", "lean_by_pivot", "weaken"]

DEGREE = QUANTITIES["pelvic_drop"].si
LOOKS = {"pelvic_drop": 10, "trunk_lean": 6, "cane_force": 4}
CLOSER = 10
"""How many times as often is looked where upright is no valid balance: some hips hold on a narrow stretch."""
SEARCH = 40
"""Steps of the golden section that finds the mix: 4e-9 of the lean that would do alone, finer than an effort
so flat at its least can tell."""
GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Weakening:
    """What a hip can do when its abductors are too weak; floats, or arrays of the shape of the inputs.

    An answer is 0 where nothing needs to be done and NaN where it does not help: :attr:`reasons` says why.
    Each remedy is the whole angle or force, not what is added to that of the stance as given; lean and cane
    hold the pelvis level, and the cane takes the place of a given one.

    A lean or a cane is chosen before the other foot is lifted. So each is the smallest at which the balance
    is valid and the abductors hold it, even where there is no valid balance with less: there the foot comes
    under the body, the line gets an arm or the trunk comes within reach first. A drop is no choice: the
    pelvis sinks from level, and where it passes a stance without a valid balance nothing is known of it.

    What lacks need not fall all the way. It is looked at every 10 degrees of lean, 10 % of body weight on the
    cane and 2.5 degrees of drop; lean and cane ten times as closely where upright is no valid balance. What
    only holds between two looks is missed.

    Attributes
    ----------
    load : Load
        The stance as given.
    utilisation : share of the strength left that the stance as given asks for
    reserve : N·m, what is left of capacity and passive tissue; negative where it does not suffice
    strength_needed : share of the total abduction torque that holds the stance as given
    tolerated_loss : share of the total torque that this hip can lose: 1 − ``strength_needed``
    pelvic_drop : deg at which the pelvis rests (Trendelenburg), under the hip's own ``stretch_gain`` and
        ``passive_stiffness``
    pelvic_drop_cliff, pelvic_drop_slope : deg, the same under the two sets of :data:`ASSUMPTIONS`: the band
    required_trunk_lean : deg that hold the pelvis level (Duchenne)
    required_cane_force : N that hold the pelvis level
    mixed_trunk_lean, mixed_cane_force : deg and N that hold it together at least effort, see :data:`EFFORT`
    ledger : mapping, N·m by who holds it, see :func:`ledger`
    status : as of :class:`Load`: 1, not held, where something has to give
    """

    load: Load
    utilisation: Real
    reserve: Real
    strength_needed: Real
    tolerated_loss: Real
    pelvic_drop: Real
    pelvic_drop_cliff: Real
    pelvic_drop_slope: Real
    required_trunk_lean: Real
    required_cane_force: Real
    mixed_trunk_lean: Real
    mixed_cane_force: Real
    ledger: Mapping[str, Any]
    status: Any

    @property
    def outputs(self) -> Mapping[str, Any]:
        """Every number by name, public units, without load, ledger and status."""
        others = ("load", "ledger", "status")
        return MappingProxyType(
            {one.name: getattr(self, one.name) for one in fields(self) if one.name not in others}
        )

    @property
    def level(self) -> Any:
        """Status of the stance with a level pelvis, from which it would sink."""
        return at_level(self.load).status

    @property
    def reasons(self) -> Mapping[str, Any]:
        """By output, in words, why it has no answer; empty where it has one."""
        found = {}
        for name, why in refusals(self.load).items():
            words = np.where(np.isnan(np.asarray(getattr(self, name))), why, "")
            found[name] = str(words) if words.ndim == 0 else words
        return MappingProxyType(found)

    def __repr__(self) -> str:
        status = self.load.status_words
        if self.load.shape != ():
            return f"<Weakening of {np.size(self.status)} hips, {np.count_nonzero(status == 'ok')} ok>"
        remedies = f"lean {self.required_trunk_lean:.1f}°, cane {self.required_cane_force:.0f} N"
        return f"<Weakening: {status}, {remedies}>"

    def _repr_html_(self) -> str:
        """Every answer with its unit, or the span of many; the status in words above."""
        words = self.load.status_words
        if self.load.shape == ():
            return quantities_table(f"Weakening of a hip, {words}", self.outputs, ())
        varied = {name: value for name, value in self.load.inputs.items() if np.ndim(value) > 0}
        held = int(np.count_nonzero(words == "ok"))
        caption = f"Weakening of {np.size(self.status)} hips, shape {self.load.shape}: {held} ok"
        return quantities_table(caption, {**varied, **self.outputs}, self.load.shape)

    def table(self) -> pd.DataFrame:
        """Tidy table, one hip a row: the inputs that vary, the answers, the ledger, the status in words.

        Returns
        -------
        pandas.DataFrame
            ``attrs["units"]`` holds the unit of each column, ``attrs["fixed"]`` the inputs that do not vary.
        """
        import pandas as pd

        varied = {name: value for name, value in self.load.inputs.items() if np.ndim(value) > 0}
        lines = {f"ledger_{name}": moment for name, moment in self.ledger.items()}
        columns = {**varied, **self.outputs, **lines, "status": self.load.status_words}
        frame = pd.DataFrame({k: np.broadcast_to(v, self.load.shape).ravel() for k, v in columns.items()})
        frame.attrs["units"] = {
            name: QUANTITIES[name].unit if name in QUANTITIES else "N·m" for name in columns
        }
        frame.attrs["fixed"] = {k: v for k, v in self.load.inputs.items() if k not in varied}
        return frame


def weaken(
    body: Body | None = None,
    femur: Femur | None = None,
    stance: Stance | None = None,
    **inputs: Unpack[Inputs],
) -> Weakening:
    """What gives when the abductors are too weak for a stance.

    Parameters
    ----------
    body, femur, stance : Body, Femur, Stance, optional
        Records, as :func:`hipmech.solve` takes them.
    **inputs : scalar or array_like
        Any input by canonical name, public units; ``abductor_strength=numpy.linspace(1, 0, 101)`` is a whole
        strength curve.

    Returns
    -------
    Weakening
        Drop, lean and cane each alone, lean and cane together, strength needed, ledger, status.

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`hipmech.solve`.

    Examples
    --------
    >>> weak = weaken(abductor_strength=0.3)
    >>> round(weak.required_trunk_lean), weak.pelvic_drop
    (11, nan)
    >>> weak.reasons["pelvic_drop"]
    'no equilibrium up to 25 degrees of drop: the pelvis falls'
    """
    load = solve(body, femur, stance, **inputs)
    return Weakening(load=load, **_answers(load), ledger=ledger(load), status=load.status)


def _answers(load: Load) -> dict[str, Any]:
    """Every number of a weakening."""
    needed = _needed(load)
    reserve = load.abductor_capacity + load.steps["passive_moment"] - load.abductor_moment
    valid = np.asarray(load.status) != OUTSIDE_VALIDITY
    return {
        "utilisation": load.utilisation,
        "reserve": _public(np.where(valid, reserve, np.nan), load.shape),
        "strength_needed": needed,
        "tolerated_loss": 1 - needed,
        "pelvic_drop": _solved(load, _drop),
        **{f"pelvic_drop_{name}": _solved(load, _drop, _si(given)) for name, given in ASSUMPTIONS.items()},
        "required_trunk_lean": _solved(load, _lean),
        "required_cane_force": _solved(load, _cane),
        **_mixes(load),
    }


def _si(given: Mapping[str, Any]) -> dict[str, float]:
    return {name: value * QUANTITIES[name].si for name, value in given.items()}


def _needed(load: Load) -> Any:
    """Share of the total torque that holds the stance: 0 where tissue, lean or cane hold it alone."""
    wanted = ("abductor_moment", "passive_moment", "abductor_capacity")
    full = dict.fromkeys(STRENGTHS, 1.0)
    with np.errstate(all="ignore"):
        values = evaluate(behind(load.equations, wanted), {**load.leaves, **full})
        asked = np.maximum(values["abductor_moment"] - values["passive_moment"], 0.0)
        needed = np.where(asked == 0, 0.0, asked / values["abductor_capacity"])
    valid = np.isfinite(needed) & (np.asarray(load.status) != OUTSIDE_VALIDITY)
    return _public(np.where(valid, needed, np.nan), load.shape)


def _public(numbers: Any, shape: tuple[int, ...]) -> Any:
    return float(numbers) if shape == () else np.broadcast_to(numbers, shape)


Answer = Callable[[Load, Mapping[str, Any]], Numbers]


def _solved(load: Load, answer: Answer, others: Mapping[str, float] | None = None) -> Any:
    """An answer for every hip of a load, block by block, public unit."""
    given = {name: np.broadcast_to(value, load.shape) for name, value in (others or {}).items()}
    leaves = {**load.leaves, **given}
    parts = (np.atleast_1d(answer(load, part)) for part in blocks(leaves, load.shape))
    found = np.concatenate([np.empty(0), *parts])
    return found.reshape(load.shape)[()] if load.shape else float(found[0])


def _all(leaves: Mapping[str, Any], amount: Any) -> Numbers:
    """An amount for each hip of a block."""
    size = max((np.size(value) for value in leaves.values()), default=1)
    return np.array(np.broadcast_to(amount, (size,)), dtype=np.float64)


def _drop(load: Load, leaves: Mapping[str, Any]) -> Numbers:
    largest = _all(leaves, LARGEST["pelvic_drop"] * DEGREE)
    return least(lacking(load, leaves, ("pelvic_drop",)), largest, LOOKS["pelvic_drop"]) / DEGREE


def _lean(load: Load, leaves: Mapping[str, Any]) -> Numbers:
    largest = _all(leaves, LARGEST["trunk_lean"] * DEGREE)
    if load.inputs["stance_strategy"] in LEANING_STRATEGIES:
        return np.full_like(largest, np.nan)
    level = {**leaves, "pelvic_drop": 0.0}
    lean = least(lacking(load, level, ("trunk_lean",)), largest, LOOKS["trunk_lean"], closer=CLOSER)
    return _untipped(load, level, trunk_lean=lean) / DEGREE


def _cane(load: Load, leaves: Mapping[str, Any]) -> Numbers:
    level = {**leaves, "pelvic_drop": 0.0}
    lack = lacking(load, level, ("cane_force",))
    force = least(lack, _most_cane(leaves), LOOKS["cane_force"], closer=CLOSER)
    return _untipped(load, level, cane_force=force)


def _untipped(load: Load, level: Mapping[str, Any], **amounts: Numbers) -> Numbers:
    """The last of the amounts; NaN where it first makes a valid balance that tips to the stance side.

    An amount of 0 stays: what needs no abductors needs no remedy for them.
    """
    *_, found = amounts.values()
    with np.errstate(all="ignore"):
        values = evaluate(behind(load.equations, ("abductor_moment",)), {**level, **amounts})
    return np.where((found > 0) & (values["abductor_moment"] < -2 * CLOSE), np.nan, found)


def _most_cane(leaves: Mapping[str, Any]) -> Numbers:
    return _all(leaves, LARGEST["cane_force_bw"] * leaves["body_mass"] * leaves["gravity"])


def _mixes(load: Load) -> dict[str, Any]:
    """Lean and cane at least effort: the sum of squared efforts, by golden section over the lean."""
    nothing = (np.empty(0), np.empty(0))
    parts = [nothing, *(_mix(load, part) for part in blocks(load.leaves, load.shape))]
    names = ("mixed_trunk_lean", "mixed_cane_force")
    found = (np.concatenate(rows).reshape(load.shape)[()] for rows in zip(*parts, strict=True))
    return {name: float(v) if load.shape == () else v for name, v in zip(names, found, strict=True)}


def _mix(load: Load, leaves: Mapping[str, Any]) -> tuple[Numbers, Numbers]:
    level = {**leaves, "pelvic_drop": 0.0}
    most = _most_cane(leaves)
    nothing = np.full_like(most, np.nan)
    if load.inputs["stance_strategy"] in LEANING_STRATEGIES or load.inputs["cane_side"] == "ipsilateral":
        return nothing, nothing
    both = lacking(load, level, ("trunk_lean", "cane_force"))
    lean_alone = _lean(load, leaves) * DEGREE
    widest = np.where(np.isnan(lean_alone), LARGEST["trunk_lean"] * DEGREE, lean_alone)
    lean_unit = EFFORT["trunk_lean"] * DEGREE
    cane_unit = most * (EFFORT["cane_force_bw"] / LARGEST["cane_force_bw"])

    def cane(lean: Numbers) -> Numbers:
        return least(both.given(trunk_lean=lean), most, LOOKS["cane_force"], closer=1)

    def effort(lean: Numbers) -> Numbers:
        return np.nan_to_num((lean / lean_unit) ** 2 + (cane(lean) / cane_unit) ** 2, nan=np.inf)

    low, high = np.zeros_like(widest), widest
    inner, outer = (1 - GOLDEN) * widest, GOLDEN * widest
    at_inner, at_outer = effort(inner), effort(outer)
    for _ in range(SEARCH):
        lower = at_inner < at_outer
        low, high = np.where(lower, low, inner), np.where(lower, outer, high)
        step = GOLDEN * (high - low)
        new = np.where(lower, high - step, low + step)
        at_new = effort(new)
        inner, outer = np.where(lower, new, outer), np.where(lower, inner, new)
        at_inner, at_outer = np.where(lower, at_new, at_outer), np.where(lower, at_inner, at_new)
    lean = (low + high) / 2
    force = _untipped(load, level, trunk_lean=lean, cane_force=cane(lean))
    return np.where(np.isnan(force), np.nan, lean / DEGREE), force


def holding_strength(**inputs: Unpack[Inputs]) -> Any:
    """Share of the total abduction torque that holds a stance, in closed form.

    Parameters
    ----------
    **inputs : scalar or array_like
        Any input of :func:`hipmech.solve`; strengths are set to 1.

    Returns
    -------
    float or ndarray
        NaN outside validity and where the muscles have no torque at any strength, 0 where none is needed.

    Examples
    --------
    >>> round(holding_strength(), 3), round(holding_strength(trunk_lean=10), 3)
    (0.469, 0.32)
    """
    full = {**inputs, **dict.fromkeys(STRENGTHS, 1.0)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return _needed(solve(**full))  # type: ignore[arg-type]


def lean_by_pivot(**inputs: Unpack[Inputs]) -> Mapping[str, Any]:
    """Lean that holds the pelvis level, deg, if the trunk bent elsewhere, by the name of the pivot.

    Examples
    --------
    >>> {pivot: round(lean) for pivot, lean in lean_by_pivot(abductor_strength=0).items()}
    {'hips': 25, 'L5/S1': 34, 'mid-lumbar': 51}
    """
    load = solve(**inputs)
    found = {}
    for name, above in PIVOTS.items():
        ratio = above / float(QUANTITIES["stature"].default or 1.0)
        moved = {
            "lumbosacral_ratio": QUANTITIES["lumbosacral_ratio"].default + ratio,  # type: ignore[operator]
            "trunk_com_ratio": QUANTITIES["trunk_com_ratio"].default - ratio,  # type: ignore[operator]
        }
        found[name] = _solved(load, _lean, moved)
    return MappingProxyType(found)
