"""Outputs of the rooms above a hip's balance, computed from solved hips, for whoever solves many of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from hipmech import contact, lateral
from hipmech.limits import remarks
from hipmech.quantities import INPUTS as OF_A_HIP
from hipmech.quantities import QUANTITIES, default

__all__ = [
    "GIVEN",
    "INPUTS",
    "OUTPUTS",
    "answers",
    "further_of",
    "hip_only",
    "inputs_of",
    "needed",
    "remarks_on",
    "told_with",
    "why_blank",
]

Values = Mapping[str, Any]


class Room(NamedTuple):
    """What a room answers.

    Attributes
    ----------
    outputs : tuple of str
    inputs : tuple of str
        Inputs that it alone takes.
    solved : tuple of str
        Outputs of a hip that it starts from.
    given : tuple of str
        Inputs of a hip that it starts from.
    answer : callable
        Outputs in public units, from all of these in SI, choices as words.
    blank : str
        Why a hip that is solved may have none of its outputs.
    """

    outputs: tuple[str, ...]
    inputs: tuple[str, ...]
    solved: tuple[str, ...]
    given: tuple[str, ...]
    answer: Callable[[Values], Values]
    blank: str


def _lateral(values: Values) -> Values:
    return lateral.from_si(values, values[lateral.CHOICE])


ROOMS = (
    Room(
        outputs=contact.OUTPUTS,
        inputs=contact.SOCKET,
        solved=("joint_reaction", "joint_reaction_angle"),
        given=("pelvic_drop",),
        answer=contact.from_si,
        blank="the joint force points past the rim of the socket: no contact stress",
    ),
    Room(
        outputs=lateral.OUTPUTS,
        inputs=(),
        solved=("abductor_force", "hip_adduction"),
        given=lateral.GIVEN,
        answer=_lateral,
        blank="",
    ),
)
OUTPUTS = tuple(name for room in ROOMS for name in room.outputs)
INPUTS = tuple(name for room in ROOMS for name in room.inputs)
GIVEN = (*OF_A_HIP, *INPUTS)
"""Every input that a hip may be given, further rooms included."""


def hip_only(given: Values) -> dict[str, Any]:
    """The inputs that a hip or a lever takes, without those of further rooms."""
    return {name: value for name, value in given.items() if name not in INPUTS}


def further_of(outputs: Iterable[str]) -> tuple[str, ...]:
    """Those of some outputs that further rooms answer."""
    return tuple(name for name in outputs if name in OUTPUTS)


def told_with(given: Collection[str]) -> tuple[str, ...]:
    """Outputs of the rooms that some of the given inputs belong to."""
    return tuple(name for room in ROOMS if not {*room.inputs}.isdisjoint(given) for name in room.outputs)


def needed(outputs: Collection[str]) -> tuple[str, ...]:
    """Outputs of a hip that some outputs are or start from."""
    own = [name for name in outputs if name not in OUTPUTS]
    return tuple(dict.fromkeys((*own, *(name for room in _asked(outputs) for name in room.solved))))


def answers(outputs: Collection[str], given: Values, solved: Values) -> dict[str, Any]:
    """Further outputs, public units, of hips that are solved.

    Parameters
    ----------
    outputs : collection of str
        Names, of which those of further rooms are answered.
    given : mapping
        Inputs, public units; defaults for the others.
    solved : mapping
        What :func:`needed` names, public units.

    Examples
    --------
    >>> import hipmech as hm
    >>> found = answers(["contact_stress_peak"], {"centre_edge_angle": 20.0}, hm.solve().outputs)
    >>> round(float(found["contact_stress_peak"]), 2)
    2.72
    """
    found: dict[str, Any] = {}
    for room in _asked(outputs):
        names = (*room.inputs, *room.solved, *room.given)
        values = {name: _si(name, solved.get(name, given.get(name, default(name)))) for name in names}
        found |= room.answer(values)
    return {name: found[name] for name in outputs if name in found}


def inputs_of(outputs: Collection[str]) -> tuple[str, ...]:
    """Inputs of further rooms that some outputs rest on."""
    return tuple(name for room in _asked(outputs) for name in room.inputs)


def remarks_on(given: Values) -> tuple[str, ...]:
    """One sentence for each input of a further room that lies outside what is measured in people."""
    return tuple(note for name in INPUTS if name in given for note in remarks(name, given[name]))


def why_blank(name: str) -> str:
    """Why a solved hip may lack a further output; empty where it never does."""
    return next(room.blank for room in ROOMS if name in room.outputs)


def _asked(outputs: Collection[str]) -> tuple[Room, ...]:
    return tuple(room for room in ROOMS if not {*room.outputs}.isdisjoint(outputs))


def _si(name: str, value: Any) -> Any:
    return value if isinstance(value, str) else np.asarray(value, dtype=np.float64) * QUANTITIES[name].si
