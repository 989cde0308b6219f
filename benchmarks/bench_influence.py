"""Which input matters: Sobol indices of eight inputs, against SALib with as many evaluations of a model.

Each makes its points, asks the model for 81,920 values in one call, and turns them into first and total
indices; with intervals, by 100 bootstrap resamples. SALib is used at its best: without second order, and
without intervals by the estimators of its own module, because its `analyze` always resamples; most of what is
left of its time is the loop that makes its points. The models are a hip, and the Ishigami function, which
costs next to nothing. Given data are columns of people, sorted by their values.
"""

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample

from benchmarks.ratios import Row, alternate, in_words, speed
from hipmech import influence
from hipmech.quantities import QUANTITIES
from hipmech.solution import solve_only

Numbers = NDArray[np.float64]

NAMES = (
    "body_mass",
    "inter_hip_distance",
    "neck_shaft_angle",
    "neck_length",
    "trochanter_lateral",
    "abductor_origin_lateral",
    "abductor_origin_up",
    "pelvic_drop",
)
OUTPUT = "joint_reaction_bw"
HIP = {name: QUANTITIES[name].usual or (0.0, 1.0) for name in NAMES}
CIRCLE = {f"x{place}": (-math.pi, math.pi) for place in range(1, 9)}
COUNT, RESAMPLES = 8192, 100
SAME = 0.003
ROWS = 300_000


def hip(columns: Mapping[str, Any]) -> Numbers:
    return solve_only((OUTPUT,), **columns)[OUTPUT]


def ishigami(columns: Mapping[str, Any]) -> Numbers:
    """Of eight inputs the last five do nothing."""
    one, two, three = (columns[f"x{place}"] for place in (1, 2, 3))
    sine, fourth = np.sin(one), np.square(np.square(three))
    return np.asarray(sine + 7 * np.square(np.sin(two)) + 0.1 * fourth * sine)


MODELS = {"a hip": (HIP, hip), "Ishigami": (CIRCLE, ishigami)}


def ours(bounds: Mapping[str, tuple[float, float]], model: Any, resamples: int) -> influence.Indices:
    return influence.sobol(bounds, "y", count=COUNT, seed=1, resamples=resamples, model=model)


def sampled(bounds: Mapping[str, tuple[float, float]], model: Any) -> tuple[dict[str, Any], Numbers]:
    """SALib's points and their values."""
    problem = {"num_vars": len(bounds), "names": list(bounds), "bounds": [list(b) for b in bounds.values()]}
    points = sample.sample(problem, COUNT, calc_second_order=False, seed=np.random.default_rng(1))
    return problem, model(dict(zip(bounds, np.ascontiguousarray(points.T), strict=True)))


def theirs(bounds: Mapping[str, tuple[float, float]], model: Any) -> Mapping[str, Numbers]:
    """With intervals."""
    problem, values = sampled(bounds, model)
    found: Mapping[str, Numbers] = analyze.analyze(
        problem, values, calc_second_order=False, num_resamples=RESAMPLES, seed=1
    )
    return found


def theirs_bare(bounds: Mapping[str, tuple[float, float]], model: Any) -> tuple[list[float], list[float]]:
    """Without intervals."""
    return bare(sampled(bounds, model)[1], len(bounds))


def bare(values: Numbers, inputs: int) -> tuple[list[float], list[float]]:
    scaled = (values - values.mean()) / values.std()
    one, other, crossed, _ = analyze.separate_output_values(scaled, inputs, COUNT, False)
    first = [analyze.first_order(one, crossed[:, place], other) for place in range(inputs)]
    return first, [analyze.total_order(one, crossed[:, place], other) for place in range(inputs)]


def cohort() -> tuple[dict[str, Any], Numbers]:
    """Ten columns of people, one of them words, and what comes of them."""
    chance = np.random.default_rng(1)
    columns: dict[str, Any] = {name: chance.uniform(*bounds, ROWS) for name, bounds in HIP.items()}
    values = hip(columns)
    return columns | {
        "sex": chance.choice(["female", "male"], ROWS),
        "idle": chance.normal(size=ROWS),
    }, values


def check() -> None:
    for words, (bounds, model) in MODELS.items():
        found, other, others = (
            ours(bounds, model, RESAMPLES),
            theirs(bounds, model),
            theirs_bare(bounds, model),
        )
        for mine, full, short in (
            (found.first, other["S1"], others[0]),
            (found.total, other["ST"], others[1]),
        ):
            apart = max(np.abs(mine - full).max(), np.abs(mine - short).max())
            if not apart <= SAME:
                raise AssertionError(f"{words} is {apart:.1e} from SALib: the times would say nothing.")


def measure() -> list[Row]:
    rows = []
    for words, (bounds, model) in MODELS.items():
        runs: dict[str, Callable[[], object]] = {
            "ours": partial(ours, bounds, model, 0),
            "theirs": partial(theirs_bare, bounds, model),
            "ours, sure": partial(ours, bounds, model, RESAMPLES),
            "theirs, sure": partial(theirs, bounds, model),
        }
        seconds = alternate(rounds=7, **runs)
        plain = {name: seconds[name] for name in ("ours", "theirs")}
        sure = {name: seconds[name] for name in ("ours, sure", "theirs, sure")}
        rows.append(speed(f"{words}, without intervals : SALib", plain, must=8, stretch=12))
        rows.append(speed(f"{words}, with intervals : SALib", sure, must=4, stretch=10))
    columns, values = cohort()
    one = alternate(rounds=7, run=partial(influence.from_data, columns, values))["run"]
    return [*rows, Row(work=f"given data, {ROWS:,} rows × 10 columns, with intervals", ratio=in_words(one))]
