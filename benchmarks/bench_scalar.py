"""One hip: a call of the public API against the same balance in bare `math`, all outputs of both."""

from functools import partial
from typing import Any

import hipmech as hm
from benchmarks.plain import OUTPUTS, balance_in_math, balance_in_numpy
from benchmarks.ratios import Row, alternate, cost, insist, times_of

ONE = {"neck_shaft_angle": 130.0}
TEN = {
    "body_mass": 80.0,
    "stature": 1800.0,
    "neck_shaft_angle": 130.0,
    "neck_length": 50.0,
    "pelvic_drop": 4.0,
    "trunk_lean": 3.0,
    "cane_force": 40.0,
    "carried_mass": 5.0,
    "counter_lean": 0.3,
    "load_factor": 1.2,
}
WEAK = {"abductor_strength": 0.3}
GIVING_WAY = {
    "gluteal_strength": 0.4,
    "tfl_strength": 0.8,
    "stretch_gain": 3.0,
    "passive_stiffness": 1.0,
    "pelvic_drop": 6.0,
}
CASES: dict[str, dict[str, Any]] = {
    "one input": ONE,
    "ten inputs": TEN,
    "a hip that is not held": WEAK,
}


def records(inputs: dict[str, Any]) -> list[Any]:
    """The inputs as a body, a femur and a stance."""
    kinds = (hm.Body, hm.Femur, hm.Stance)
    return [kind(**{n: v for n, v in inputs.items() if n in kind.__dataclass_fields__}) for kind in kinds]


def check() -> None:
    for inputs in (*CASES.values(), GIVING_WAY):
        ours = hm.solve(**inputs).outputs
        for balance in (balance_in_math, balance_in_numpy):
            insist(ours, dict(zip(OUTPUTS, balance(**inputs), strict=True)))


def measure() -> list[Row]:
    rows = []
    for words, inputs in CASES.items():
        times = alternate(
            solve=partial(hm.solve, **inputs),
            plain=partial(balance_in_math, **inputs),
        )
        rows.append(cost(f"`hm.solve`, {words}", times, must=15, stretch=2.5, promised=True))
    times = alternate(solve=partial(hm.solve, *records(TEN)), plain=partial(balance_in_math, **TEN))
    rows.append(cost("`hm.solve`, three ready records", times, must=15, stretch=2.5, promised=True))
    times = alternate(numpy=partial(balance_in_numpy, **TEN), plain=partial(balance_in_math, **TEN))
    rows.append(
        Row(
            work="for comparison: the plain form in NumPy's scalars",
            ratio=f"{times['numpy'] / times['plain']:.1f}×",
            times=times_of(times),
        )
    )
    return rows
