"""What a task is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["PERSON", "Case", "Computed", "How", "Number", "Option", "Task"]

How = Literal["value", "difference", "change", "percent", "bend", "ratio", "loss", "lean", "further"]

PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A hip of a task: the person, with some inputs set and some moved by an amount."""

    put: Mapping[str, Any] = field(default_factory=dict)
    move: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number of a task, computed by the model.

    Attributes
    ----------
    quantity : str
        A quantity of the model, or one of :data:`READINGS`.
    digits : int
        Decimals shown.
    case, against : str
        Names of cases; ``person`` is the person as given.
    how : str
        ``value``; ``difference`` or, shown with its sign, ``change`` to the other case; ``percent`` of it;
        ``bend``, the changes from the person to both cases together, in per cent; ``ratio`` to the
        quantity ``of``; ``loss``, what share of its strength a muscle may lose that pulls as in this case;
        ``lean``, the least trunk lean with which the abductors hold; ``further``, of what no one-leg stand
        answers, and whoever asks computes it.
    of : str
        The other quantity of a ratio.
    """

    quantity: str = ""
    digits: int = 0
    case: str = PERSON
    how: How = "value"
    against: str = PERSON
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A prediction, right when each number named lies between its bounds."""

    when: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Computed:
    """Something whose words name numbers of the model.

    Attributes
    ----------
    cases : mapping of str to Case
        Hips to try, in order.
    numbers : mapping of str to Number
        All that its words name.
    bars : mapping of str to tuple of str
        Groups of numbers drawn as bars.
    stacked : bool
        Whether each bar begins where the one before it ends.
    misconception : str
        The bar that is no model.
    evidence : tuple of str
        Keys of :data:`hipmech.sources.SOURCES`.
    """

    cases: Mapping[str, Case]
    numbers: Mapping[str, Number]
    bars: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stacked: bool = False
    misconception: str = ""
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Task(Computed):
    """One task.

    Attributes
    ----------
    options : mapping of str to Option
        In the order shown; the first that is right is the answer.
    sliders : tuple of str
        Inputs to move.
    """

    options: Mapping[str, Option]
    sliders: tuple[str, ...]
