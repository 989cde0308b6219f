"""What a stance comes to: its phases of load, peaks and impulses, and how far its two free bodies agree."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hipmech.notebooks import Tabled
from hipmech.trials.demand import Demand
from hipmech.trials.trial import rms, runs

__all__ = ["LEAST_PROMINENCE", "PARTS", "Agreement", "Phase", "StancePhase", "stance_of"]

Numbers = NDArray[np.float64]

LEAST_PROMINENCE = 0.1
"""Share of the largest moment by which a phase of load stands out from what is around it: an assumption."""
PARTS = ("vertical_force_moment", "mediolateral_force_moment", "leg_moment")
"""What the abductor moment is made of, from the stance leg."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Phase(Tabled):
    """A phase of load: when its moment is greatest (s), and that moment (N·m, and N·m/kg)."""

    time: float
    moment: float
    moment_per_mass: float

    @property
    def _units(self) -> Mapping[str, str]:
        return {"time": "s", "moment": "N·m", "moment_per_mass": "N·m/kg"}


@dataclass(frozen=True, kw_only=True, repr=False)
class Agreement(Tabled):
    """How far the two free bodies of a trial agree, over some of its samples; NaN where nobody knows.

    Sample by sample the three moments that follow add up to the difference; all are of the same samples.

    Attributes
    ----------
    difference : N·m, root mean square between the two free bodies
    largest_difference : N·m
    residual_moment : N·m, root mean square of the moment of the ground about the centre of mass
    residual_force_moment : N·m, root mean square of the forces left over, carried from there to the hip
    momentum_rate : N·m, root mean square of the change of angular momentum, about the centre of mass of the
        body, of the leg and of the rest taken as one point
    residual_force : N, root mean square of what the ground pushes and the motion does not need
    samples : int
    """

    difference: float
    largest_difference: float
    residual_moment: float
    residual_force_moment: float
    momentum_rate: float
    residual_force: float
    samples: int

    @property
    def _units(self) -> Mapping[str, str]:
        return dict.fromkeys(self.__dataclass_fields__, "N·m") | {"residual_force": "N", "samples": ""}


@dataclass(frozen=True, kw_only=True, repr=False)
class StancePhase(Tabled):
    """One time that the foot stands; NaN where a number is not known.

    Attributes
    ----------
    start, end : s, the first sample on the plate and the first one off it
    complete : bool
        Begins and ends within the trial, and nothing in it is unknown.
    cut : bool
        The recording begins or ends in it.
    shared : tuple of (float, float), s
        First and last sample of each time that two feet seem to stand on the plate.
    gaps : int
        Samples in it without a moment.
    phases : tuple of Phase
        Phases of load in their order; walking has two, running one.
    peak_moment, peak_moment_per_mass, peak_time : N·m, N·m/kg, s
    peak_within : bool
        False where the stance may have had a greater moment that is not known: it is greatest where the
        recording is cut or beside a gap, or two feet stood on the plate.
    peak_abductor_force, peak_joint_reaction : BW
    moment_impulse, reaction_impulse : N·m·s, N·s
        The second only of samples with a reaction: none where adductors are needed.
    shares : mapping of str to float
        Of vertical and mediolateral ground reaction, and of the leg's own weight and inertia, in the impulse
        of the moment; they add up to 1.
    shares_at_peak : mapping of str to float
        The same at the greatest moment.
    whole, single : Agreement
        Of the two free bodies over all of the stance, and over single stance, where this foot alone carries
        the body. Without the other plate the middle third stands for the latter, and that of the whole is
        NaN: nobody knows what the other foot carries then.
    samples : (int, int)
        First sample, and the one past the last.
    """

    start: float
    end: float
    complete: bool
    cut: bool
    shared: tuple[tuple[float, float], ...]
    gaps: int
    phases: tuple[Phase, ...]
    peak_moment: float
    peak_moment_per_mass: float
    peak_time: float
    peak_within: bool
    peak_abductor_force: float
    peak_joint_reaction: float
    moment_impulse: float
    reaction_impulse: float
    shares: Mapping[str, float]
    shares_at_peak: Mapping[str, float]
    whole: Agreement
    single: Agreement
    samples: tuple[int, int]

    @property
    def _units(self) -> Mapping[str, str]:
        return {
            **dict.fromkeys(("start", "end", "shared", "peak_time"), "s"),
            "peak_moment": "N·m",
            "peak_moment_per_mass": "N·m/kg",
            **dict.fromkeys(("peak_abductor_force", "peak_joint_reaction"), "BW"),
            "moment_impulse": "N·m·s",
            "reaction_impulse": "N·s",
        }


def stance_of(
    samples: tuple[int, int],
    time: Numbers,
    demand: Demand,
    outputs: Mapping[str, Numbers],
    body_mass: float,
    shared: NDArray[np.bool_],
) -> StancePhase:
    """The stance of a run of samples.

    Parameters
    ----------
    samples : (int, int)
        First sample, and the one past the last.
    time : ndarray, shape (n,), s
    demand : Demand
    outputs : mapping of str to ndarray, shape (n,)
        As they leave the trial, NaN where a sample is not known.
    body_mass : float, kg
    shared : ndarray of bool, shape (n,)
        Where two feet seem to stand on the plate.
    """
    start, stop = samples
    here = slice(start, stop)
    interval = float(time[-1] - time[0]) / (len(time) - 1)
    moment = outputs["abductor_moment"][here]
    known = np.isfinite(moment)
    cut = start == 0 or stop == len(time)
    whole, single = _agreement(demand, outputs, samples)
    impulse = float(moment.sum()) * interval
    at = int(np.nanargmax(moment)) if known.any() else 0
    reaction = outputs["joint_reaction"][here]
    return StancePhase(
        start=float(time[start]),
        end=float(time[stop]) if stop < len(time) else float(time[-1]),
        complete=bool(not cut and known.all()),
        cut=cut,
        shared=tuple((float(time[start + a]), float(time[start + b - 1])) for a, b in runs(shared[here])),
        gaps=int((~known).sum()),
        phases=_phases(time[here], moment, body_mass),
        peak_moment=float(moment[at]),
        peak_moment_per_mass=float(moment[at]) / body_mass,
        peak_time=float(time[here][at]),
        peak_within=not (shared[here].any() or _at_edge(moment, at, (start == 0, stop == len(time)))),
        peak_abductor_force=_greatest(outputs["abductor_force_bw"][here]),
        peak_joint_reaction=_greatest(outputs["joint_reaction_bw"][here]),
        moment_impulse=impulse,
        reaction_impulse=float(np.nansum(reaction)) * interval if np.isfinite(reaction).any() else math.nan,
        shares={name: float(outputs[name][here].sum() * interval / impulse) for name in PARTS},
        shares_at_peak={name: float(outputs[name][here][at] / moment[at]) for name in PARTS},
        whole=whole,
        single=single,
        samples=samples,
    )


def _at_edge(moment: Numbers, at: int, cut: tuple[bool, bool]) -> bool:
    """Whether a moment that varies is greatest where the recording begins or ends, or beside a gap."""
    if not np.isfinite(moment).any() or np.nanmin(moment) > (1 - LEAST_PROMINENCE) * moment[at]:
        return False
    before, after = moment[at - 1] if at else 0.0, moment[at + 1] if at + 1 < len(moment) else 0.0
    beside_gap = bool(np.isnan(before) or np.isnan(after))
    return beside_gap or (at == 0 and cut[0]) or (at == len(moment) - 1 and cut[1])


def _agreement(
    demand: Demand, outputs: Mapping[str, Numbers], samples: tuple[int, int]
) -> tuple[Agreement, Agreement]:
    """Over the whole stance, and over single stance."""
    stance = np.zeros(len(demand.single), dtype=np.bool_)
    stance[slice(*samples)] = True
    difference = outputs["moment_difference"]
    stance &= np.isfinite(difference)

    def over(here: NDArray[np.bool_]) -> Agreement:
        return Agreement(
            difference=rms(difference[here]),
            largest_difference=_greatest(np.abs(difference[here])),
            **{name: rms(moment[here]) for name, moment in demand.residuals.items()},
            residual_force=rms(demand.residual_force[here]),
            samples=int(here.sum()),
        )

    return over(stance & demand.whole), over(stance & demand.single)


def _phases(time: Numbers, moment: Numbers, body_mass: float) -> tuple[Phase, ...]:
    """Peaks that stand out, with known neighbours; what is not known is taken as the least."""
    if not np.isfinite(moment).any():
        return ()
    from scipy.signal import find_peaks

    whole = np.where(np.isfinite(moment), moment, np.nanmin(moment))
    places, _ = find_peaks(whole, prominence=LEAST_PROMINENCE * float(np.abs(whole).max()))
    return tuple(
        Phase(time=float(time[p]), moment=float(whole[p]), moment_per_mass=float(whole[p]) / body_mass)
        for p in places
        if np.isfinite(moment[p - 1 : p + 2]).all()
    )


def _greatest(values: Numbers) -> float:
    return float(np.nanmax(values)) if np.isfinite(values).any() else math.nan
