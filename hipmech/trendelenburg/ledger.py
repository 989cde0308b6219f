"""Who carries what: a balance sheet of moments that sums to what the upright hip would ask."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech import muscles
from hipmech.equations import behind, evaluate
from hipmech.errors import InputError
from hipmech.loads import OUTSIDE_VALIDITY, Load
from hipmech.posture import LEANING_STRATEGIES
from hipmech.sharing import share

Numbers = NDArray[np.float64]

GROUPS: Mapping[str, str] = MappingProxyType({"tensor_fasciae_latae": "tfl", "piriformis": "piriformis"})
"""Line of the ledger of each muscle; the others are gluteals."""
STRENGTHS: Mapping[str, str] = MappingProxyType({"gluteals": "gluteal_strength", "tfl": "tfl_strength"})
LINES = ("gluteals", "tfl", "piriformis", "passive", "lean", "cane", "missing")


def ledger(load: Load) -> Mapping[str, Any]:
    """Moments by who holds them, N·m.

    The sum is the demand of the same hip without lean and without cane. ``gluteals`` (medius and minimus),
    ``tfl`` and ``piriformis`` share by least squared activation what is asked of the muscles, each with its
    share of the total torque; how much the piriformis carries depends on the model. ``passive`` is stretched
    tissue, ``lean`` and ``cane`` what they take away, negative where they add. ``missing`` is what nobody
    holds: 0 where the hip is held, negative where adductors would have to hold.

    Parameters
    ----------
    load : Load
        One hip or an array of hips, as :func:`hipmech.solve` gives it.

    Returns
    -------
    mapping of str to float or ndarray
        NaN where the load is outside validity.

    Raises
    ------
    InputError
        A lever instead of a hip.

    Examples
    --------
    >>> import hipmech as hm
    >>> lines = ledger(hm.solve(abductor_strength=0.3, trunk_lean=10))
    >>> round(sum(lines.values()) - hm.solve().abductor_moment, 9)
    0.0
    """
    if not isinstance(load, Load):
        raise InputError("A ledger needs a hip that hipmech.solve has solved; a bare lever has no muscles.")
    valid = np.asarray(load.status) != OUTSIDE_VALIDITY
    demand, capacity = (np.where(valid, v, 0.0) for v in (load.abductor_moment, load.abductor_capacity))
    passive = np.clip(np.asarray(load.steps["passive_moment"]), 0, np.maximum(demand, 0))
    asked = np.clip(demand - passive, 0, capacity)
    lines: dict[str, Any] = shared(asked, capacity, load)
    upright, unaided = _demand(load, ("cane_force", "trunk_lean")), _demand(load, ("cane_force",))
    held = passive + sum(lines.values())
    lines |= {
        "passive": passive,
        "lean": upright - unaided,
        "cane": unaided - demand,
        "missing": np.where(asked == demand - passive, 0.0, demand - held),
    }
    found = {name: np.where(valid, lines[name], np.nan) for name in LINES}
    return MappingProxyType({name: v.item() if v.ndim == 0 else v for name, v in found.items()})


def _demand(load: Load, without: tuple[str, ...]) -> Any:
    """Moment asked of the same hip without cane, or without cane and lean."""
    if load.inputs["stance_strategy"] in LEANING_STRATEGIES:
        without = ("cane_force",)
    with np.errstate(all="ignore"):
        values = evaluate(
            behind(load.equations, ("abductor_moment",)), {**load.leaves, **dict.fromkeys(without, 0.0)}
        )
    return values["abductor_moment"]


def shared(asked: Numbers, capacity: Numbers, load: Load) -> dict[str, Numbers]:
    """A moment among the muscles, by line of the ledger: torques are shared as forces on arms of 1."""
    shares = muscles.torque_shares()
    groups = np.array([GROUPS.get(name, "gluteals") for name in shares])
    strengths = [load.inputs[STRENGTHS[group]] if group in STRENGTHS else 1.0 for group in groups]
    weights = np.stack(
        [
            np.broadcast_to(part * strength, asked.shape)
            for part, strength in zip(shares.values(), strengths, strict=True)
        ],
        axis=-1,
    )
    total = np.maximum(weights.sum(axis=-1, keepdims=True), np.finfo(float).tiny)
    torques = capacity[..., np.newaxis] * weights / total
    paid = share(np.ones_like(torques), torques, np.minimum(asked, torques.sum(axis=-1))).forces
    return {line: paid[..., groups == line].sum(axis=-1) for line in ("gluteals", "tfl", "piriformis")}
