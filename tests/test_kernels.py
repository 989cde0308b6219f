"""Recorded equations: the same numbers as the readable ones, over everything that may be given."""

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import hipmech as hm
from hipmech.equilibrium import DECIDING
from hipmech.quantities import NUMBERS, QUANTITIES
from hipmech.solution import solving

SCALES = {"N": 735.5, "N·m": 75.0, "deg": 57.3, "mm": 100.0, "mm·BW": 100.0, "%": 100.0}
"""1 BW, 1 N·m/kg, 1 rad, 100 mm: near zero a difference counts against these."""
WEAK = {"stretch_gain", "passive_stiffness", "abductor_strength", "gluteal_strength", "tfl_strength"}


def drawn(name: str, shape: tuple[int, ...], seed: int) -> NDArray[np.float64]:
    """Values over the hard limits, so that every status and every guard has its turn."""
    row = QUANTITIES[name]
    low, high = row.limits or (0.0, 1.0)
    return np.random.default_rng([seed, *name.encode()]).uniform(low, high, shape)


def same(one: hm.Load, other: hm.Load) -> None:
    np.testing.assert_array_equal(one.status, other.status)
    for name, value in one.outputs.items():
        found = other.outputs[name]
        np.testing.assert_array_equal(np.isnan(value), np.isnan(found), err_msg=name)
        scale = np.maximum(np.abs(value), SCALES.get(QUANTITIES[name].unit, 1.0))
        worst = np.nanmax(np.abs(value - found) / scale, initial=0.0)
        # Next to a singular pose the conditioning itself is worse than rounding: 1e-9 there, else 1e-12.
        assert np.nanquantile(np.abs(value - found) / scale, 0.99, method="lower") <= 1e-12, name
        assert worst <= 1e-9, (name, worst)


def both(monkeypatch: pytest.MonkeyPatch, **inputs: Any) -> tuple[hm.Load, hm.Load]:
    loads = []
    for many in (10**9, 1):
        monkeypatch.setattr(solving, "MANY", many)
        with np.errstate(all="ignore"):
            loads.append(hm.solve(**inputs))
    return loads[0], loads[1]


CHOICES = [
    dict(zip(DECIDING, choice, strict=True))
    for choice in itertools.product(*(QUANTITIES[name].choices for name in DECIDING))
]


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: "-".join(choices.values()))
def test_columns_agree_with_the_readable_form(
    choices: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [name for name in NUMBERS if name not in ("age", "cane_force_bw")]
    if choices["stance_strategy"] in ("trunk_over_foot", "mixed"):
        given.remove("trunk_lean")
    columns = {name: drawn(name, (700,), 1) for name in given}
    readable, recorded = both(monkeypatch, **columns, **choices)
    same(readable, recorded)
    assert len(np.unique(readable.status)) > 1
