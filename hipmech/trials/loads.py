"""What comes out of a trial: the load of its hip over time, stance by stance, with status and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.quantities import QUANTITIES
from hipmech.stores.datasets import ROW_STATUS_WORDS
from hipmech.stores.origin import FRAME, Metadata
from hipmech.tables import provenance
from hipmech.trials.motion import THRESHOLD
from hipmech.trials.stances import StancePhase

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["OUTPUTS", "TrialLoad"]

Numbers = NDArray[np.float64]

OUTPUTS = (
    "abductor_moment",
    "abductor_force",
    "abductor_force_bw",
    "joint_reaction",
    "joint_reaction_bw",
    "joint_reaction_lateral",
    "joint_reaction_up",
    "joint_reaction_angle",
    "joint_reaction_angle_femur",
    "hip_adduction",
    "pelvic_drop",
    "abductor_arm",
    "abductor_line_angle",
    "vertical_force_moment",
    "mediolateral_force_moment",
    "leg_moment",
    "body_moment",
    "moment_difference",
)
"""What a trial gives for each sample, beside time, status and reason."""
BLOCK = 65_536


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class TrialLoad:
    """The load of a hip over a trial.

    Attributes
    ----------
    side : ``left`` or ``right``
    time : ndarray, shape (n,), s
    outputs : mapping of str to ndarray, shape (n,)
        By name, public units; NaN where the status says why.
    status : ndarray of int8, shape (n,)
        0 ok, 1 not held, 2 adductors needed, 3 outside validity (also with the foot in the air), 4 invalid
        input (a gap, two feet on the plate).
    reason_codes : ndarray of int16, shape (n,)
        Places in ``reason_words``.
    reason_words : tuple of str
    stances : tuple of StancePhase
        Each time the foot stands.
    inputs : mapping
        What was given of the person.
    cutoff : float, Hz
    source : str
    notes : tuple of str
        What was bridged, and what the trial does not have.
    warnings : tuple of str
        What makes the trial doubtful although it was solved.
    """

    side: str
    time: Numbers
    outputs: Mapping[str, Numbers]
    status: NDArray[np.int8]
    reason_codes: NDArray[np.int16]
    reason_words: tuple[str, ...]
    stances: tuple[StancePhase, ...]
    inputs: Mapping[str, Any]
    cutoff: float
    source: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def status_words(self) -> NDArray[np.str_]:
        """The status of each sample in words."""
        return np.array(ROW_STATUS_WORDS)[self.status]

    @property
    def reasons(self) -> NDArray[np.str_]:
        """Why a sample is not ok, in words; empty where it is."""
        return np.array(self.reason_words)[self.reason_codes]

    @property
    def columns(self) -> dict[str, NDArray[Any]]:
        """Time, outputs, status and reason by name: the columns of the file."""
        return {"time": self.time, **self.outputs, "status": self.status_words, "reason": self.reasons}

    def blocks(self) -> Iterator[dict[str, NDArray[Any]]]:
        """The same columns in blocks of rows, so that words are held for one block at a time."""
        for start in range(0, len(self.time), BLOCK):
            part = slice(start, start + BLOCK)
            numbers = {"time": self.time[part], **{n: v[part] for n, v in self.outputs.items()}}
            words = {
                "status": np.array(ROW_STATUS_WORDS)[self.status[part]],
                "reason": np.array(self.reason_words)[self.reason_codes[part]],
            }
            yield {**numbers, **words}

    @property
    def counts(self) -> dict[str, int]:
        """How many samples have each status."""
        return _counted(self.status, ROW_STATUS_WORDS)

    @property
    def reason_counts(self) -> dict[str, int]:
        """How many samples have each reason."""
        return _counted(self.reason_codes, self.reason_words)

    @property
    def metadata(self) -> Metadata:
        """What a file of it says of itself."""
        told = {
            "side": self.side,
            "cutoff": f"{self.cutoff:g} Hz" if self.cutoff else "none",
            "threshold": f"{THRESHOLD:g} N",
        }
        if self.warnings:
            told["warnings"] = " ".join(self.warnings)
        return Metadata(
            units={"time": "s", **{name: QUANTITIES[name].unit for name in self.outputs}},
            long_names={"time": "time of the trial", **{name: QUANTITIES[name].en for name in self.outputs}},
            fixed=dict(self.inputs),
            frame=FRAME,
            provenance={**provenance(), "command": "gait", "trial": self.source or "arrays", **told},
        )

    def table(self) -> pd.DataFrame:
        """One row a sample: time, outputs, status in words, reason; ``attrs`` holds the units.

        Returns
        -------
        pandas.DataFrame
        """
        import pandas as pd

        frame = pd.DataFrame(self.columns)
        frame.attrs["units"] = dict(self.metadata.units)
        return frame

    def summary(self) -> list[dict[str, Any]]:
        """Each stance as a plain dictionary, without its samples."""
        return [{k: v for k, v in asdict(stance).items() if k != "samples"} for stance in self.stances]

    def __repr__(self) -> str:
        told = "; ".join(f"{one.start:g} to {one.end:g} s, {_peak_told(one)}" for one in self.stances[:3])
        more = f" and {len(self.stances) - 3} more" if len(self.stances) > 3 else ""
        return f"<TrialLoad of the {self.side} hip, {len(self.time):,} samples: stance {told}{more}>"

    def _repr_html_(self) -> str:
        """As a table, one row a stance, for a notebook."""
        from hipmech.notebooks import figure, table

        head = ["stance (s)", "moment (N·m/kg)", "at (s)", "abductors (BW)", "joint (BW)", "peak"]
        rows = (
            [
                f"{one.start:g} to {one.end:g}",
                *map(
                    figure,
                    (
                        one.peak_moment_per_mass,
                        one.peak_time,
                        one.peak_abductor_force,
                        one.peak_joint_reaction,
                    ),
                ),
                "in the recording" if one.peak_within else "may not be known",
            ]
            for one in self.stances
        )
        return table(" ".join((f"Load of the {self.side} hip, peaks.", *self.warnings)), head, rows)


def _peak_told(stance: StancePhase) -> str:
    if np.isnan(stance.peak_moment):
        return "no moment known"
    name = "peak" if stance.peak_within else "greatest not known, at least"
    return f"{name} {stance.peak_moment_per_mass:.2f} N·m/kg"


def _counted(codes: NDArray[Any], words: Sequence[str]) -> dict[str, int]:
    counts = np.bincount(codes, minlength=len(words)).tolist()
    return {name: count for name, count in zip(words, counts, strict=True) if name and count}
