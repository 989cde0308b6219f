"""What an inverse question answers: an amount for each hip, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from hipmech.limits import Real
from hipmech.loads import NOT_HELD, Load
from hipmech.notebooks import Tabled
from hipmech.quantities import QUANTITIES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ALREADY", "FOUND", "IMPOSSIBLE", "NO_START", "STATUS_WORDS", "Answer"]

STATUS_WORDS = ("already there", "found", "impossible", "outside validity")
ALREADY, FOUND, IMPOSSIBLE, NO_START = range(4)
RELATIONS = {"at_most": "at most", "at_least": "at least", "equals": "exactly"}


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Answer(Tabled):
    """How much of a quantity brings an output to a level; floats, or arrays of the shape of the question.

    Attributes
    ----------
    quantity, output : str
        Canonical names.
    relation : ``at_most``, ``at_least`` or ``equals``
    level : what the output is to reach, public unit
    start : value of the quantity as given, public unit
    now : the output as given, public unit
    values : the value of the quantity nearest to the start that does it; the start where nothing has to
        change, NaN where there is none
    status : 0 already there, 1 found, 2 impossible, 3 outside validity: the output has no number where the
        search begins, which is as given, or at the nearer end of the range
    nearest, nearest_at : where it is impossible, how near to the level the output comes, and at which value
        of the quantity; else NaN. Without ``nearest_at`` the output does not depend on the quantity: it
        changes by less than a level is held to
    low, high : between which values was looked
    load : Load
        The hip at the answer; where there is none, as given, and outside validity where the search begins.
    """

    quantity: str
    output: str
    relation: str
    level: Real
    start: Real
    now: Real
    values: Real
    status: Any
    nearest: Real
    nearest_at: Real
    low: Real
    high: Real
    load: Load

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the answers; () for one."""
        return np.shape(self.status)

    @property
    def change(self) -> Real:
        """From the start to the answer, public unit."""
        return self.values - self.start

    @property
    def status_words(self) -> Any:
        """The status in words: a string, or an array of strings."""
        return STATUS_WORDS[self.status] if self.shape == () else np.array(STATUS_WORDS)[self.status]

    @property
    def reasons(self) -> Any:
        """Why there is no answer, or what is to be known of one, in words; else empty."""
        found = np.full(self.shape, "", dtype=object)
        parts = np.broadcast_arrays(
            self.level, self.nearest, self.nearest_at, self.low, self.high, np.asarray(self.load.reasons)
        )
        status, loaded = np.asarray(self.status), np.asarray(self.load.status)
        for place in np.argwhere((status > FOUND) | (loaded == NOT_HELD)):
            here = tuple(place)
            *numbers, why = (part[here] for part in parts)
            told = self._impossible(*map(float, numbers)) if status[here] == IMPOSSIBLE else str(why)
            found[here] = told
        return str(found[()]) if self.shape == () else found.astype(np.str_)

    def _impossible(self, level: float, nearest: float, nearest_at: float, low: float, high: float) -> str:
        unit, of = (_space(QUANTITIES[name].unit) for name in (self.quantity, self.output))
        between = f"from {low:g} to {high:g}{unit}"
        if np.isnan(nearest_at) and not np.isnan(nearest):
            still = f"it stays {nearest:.4g}{of} {between}"
            return f"{self.output} does not depend on {self.quantity} here: {still}"
        words = f"no {self.quantity} {between} brings {self.output} to "
        words += f"{RELATIONS[self.relation]} {level:g}{of}"
        if np.isnan(nearest):
            return f"{words}: between them it has no number"
        return f"{words}: the nearest is {nearest:.4g}{of}, at {nearest_at:.4g}{unit}"

    def table(self) -> pd.DataFrame:
        """Tidy table, one hip a row: the inputs that vary, level, start, answer, status and reason.

        Returns
        -------
        pandas.DataFrame
            ``attrs["units"]`` holds the unit of each column, ``attrs["fixed"]`` the inputs that do not vary.
        """
        import pandas as pd

        inputs = {name: value for name, value in self.load.inputs.items() if name != self.quantity}
        varied = {name: value for name, value in inputs.items() if np.ndim(value) > 0}
        columns = {
            **varied,
            self.relation: self.level,
            self.quantity: self.values,
            "start": self.start,
            "change": self.change,
            "now": self.now,
            "nearest": self.nearest,
            "nearest_at": self.nearest_at,
            "status": self.status_words,
            "reason": self.reasons,
        }
        frame = pd.DataFrame({k: np.broadcast_to(v, self.shape).ravel() for k, v in columns.items()})
        unit, of = QUANTITIES[self.quantity].unit, QUANTITIES[self.output].unit
        frame.attrs["units"] = {name: QUANTITIES[name].unit for name in (*varied, self.quantity)}
        frame.attrs["units"] |= {self.relation: of, "now": of, "nearest": of}
        frame.attrs["units"] |= dict.fromkeys(("start", "change", "nearest_at"), unit)
        frame.attrs["fixed"] = {name: value for name, value in inputs.items() if name not in varied}
        frame.attrs["output"] = self.output
        return frame

    def __repr__(self) -> str:
        asked = f"{self.output} {RELATIONS[self.relation]}"
        if self.shape:
            counts = {word: int(np.sum(self.status_words == word)) for word in STATUS_WORDS}
            told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
            return f"<Answer: {self.quantity} for {asked} a level, {told}>"
        unit, of = (_space(QUANTITIES[name].unit) for name in (self.quantity, self.output))
        amount = "none" if np.isnan(self.values) else f"{self.values:.4g}{unit}"
        return f"<Answer: {self.quantity} {amount} for {asked} {self.level:g}{of}, {self.status_words}>"


def _space(unit: str) -> str:
    return f" {unit}" if unit else ""
