"""The same stance by every measured strength: how much of it each kind of people could lose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hipmech.limits import Real
from hipmech.notebooks import Tabled
from hipmech.trendelenburg.assumptions import NORMS
from hipmech.trendelenburg.weakening import holding_strength

__all__ = ["Norm", "norms"]


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Norm(Tabled):
    """A stance by one measured strength.

    Attributes
    ----------
    name : ``isometric``, ``eccentric`` or ``concentric``
    sex : ``male``, ``female``, or empty where the norm holds for both
    strength_needed : share of the total abduction torque that holds the stance
    tolerated_loss : share that may be lost
    """

    name: str
    sex: str
    strength_needed: Real
    tolerated_loss: Real


def norms(inputs: Mapping[str, Any] | None = None, /, **others: Any) -> tuple[Norm, ...]:
    """A stance by the five measured strengths; together they are the band.

    Isometric (Lewinson 2014), eccentric and concentric by sex (novice runners; Sugimoto 2014). The cohorts
    differ, so isometric lies above eccentric.

    Parameters
    ----------
    inputs : mapping, optional
        Inputs of :func:`hipmech.solve`; the default adult otherwise. Strengths are set to 1, and
        ``capacity_norm`` and ``sex`` to those of each norm.
    **others : scalar or array_like
        The same by name.

    Returns
    -------
    tuple of Norm
        In the order of :data:`NORMS`, each of the shape of the inputs; a loss is negative where even all
        strength does not suffice.

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`hipmech.solve`.

    Examples
    --------
    >>> [round(100 * norm.tolerated_loss) for norm in norms()]
    [53, 48, 40, 35, 25]
    >>> [round(100 * norm.tolerated_loss) for norm in norms(neck_shaft_angle=140)]
    [41, 35, 25, 18, 7]
    """
    given = {**(inputs or {}), **others}
    found = []
    for name, sex in NORMS:
        measured = {**given, "capacity_norm": name, "sex": sex or "unspecified"}
        needed = holding_strength(**measured)
        found.append(Norm(name=name, sex=sex, strength_needed=needed, tolerated_loss=1 - needed))
    return tuple(found)
