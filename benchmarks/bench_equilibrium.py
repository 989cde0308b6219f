"""Where a weak hip comes to rest: drop, lean or cane at which nothing lacks, against SciPy's root finders.

`brentq` is called hip by hip with a function in bare `math`, `elementwise.find_root` once for all hips with
the same function in NumPy. That function is written out for this question alone: what does not move is
computed before and not timed, each sine is taken once. hipmech records its readable equations. All end
within 1e-10 N·m of the balance. Lean and cane make it easier almost everywhere, so the rivals get the whole
range as their bracket; a dropping pelvis may rest more than once, and there all look for the first rest in
the same steps. A strength curve is all strengths from 100 to 0 %.
"""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

import hipmech as hm
from benchmarks import plain
from benchmarks.bench_grid import RANGES
from benchmarks.ratios import Row, alternate, in_words, speed, times_of
from hipmech.loads import Load
from hipmech.roots import CLOSE, least
from hipmech.trendelenburg import LARGEST, weaken
from hipmech.trendelenburg.equilibria import blocks, lacking
from hipmech.trendelenburg.weakening import LOOKS

Numbers = NDArray[np.float64]
Crowd = dict[str, Any]

ANATOMY = ("body_mass", "inter_hip_distance", "neck_shaft_angle", "neck_length", "trochanter_lateral")
SLOPE = {"stretch_gain": 3.0, "passive_stiffness": 1.0}
ANSWERS = {
    "pelvic_drop": "pelvic_drop",
    "trunk_lean": "required_trunk_lean",
    "cane_force": "required_cane_force",
}
WORDS = {"pelvic_drop": "pelvic drop", "trunk_lean": "trunk lean", "cane_force": "cane force"}
OURS, THEIRS, FEW = 16_000, 200, 400
"""Hips of one call of hipmech and of `find_root`, of a loop over `brentq`, and of a check."""
STRENGTHS = np.linspace(1, 0, 101)
SAME = 1e-8
"""Degrees or newtons by which two answers to 1e-10 N·m may differ."""


def crowd(hips: int, strengths: tuple[float, float]) -> Crowd:
    """Everyday hips, each with a strength in between."""
    chance = np.random.default_rng(1)
    given = {name: chance.uniform(*RANGES[name], hips) for name in ANATOMY}
    return {**given, "abductor_strength": chance.uniform(*strengths, hips), **SLOPE}


def curves(hips: int) -> Crowd:
    """Everyday hips at every strength, in one row."""
    given = crowd(hips, (1, 1))
    wide = {name: np.repeat(given[name], STRENGTHS.size) for name in ANATOMY}
    return {**wide, "abductor_strength": np.tile(STRENGTHS, hips), **SLOPE}


def some(given: Crowd, count: int) -> Crowd:
    """A few of the hips, spread over all."""
    return {
        name: value if isinstance(value, float) else value[:: len(value) // count][:count]
        for name, value in given.items()
    }


def largest(name: str, body_mass: Any) -> Any:
    """Up to where is looked, rad or N."""
    if name == "cane_force":
        return LARGEST["cane_force_bw"] * body_mass * plain.GRAVITY
    return math.radians(LARGEST[name]) + 0 * body_mass


def ours(name: str, load: Load) -> Numbers:
    """What hipmech answers, rad or N."""
    return np.concatenate(
        [
            least(lacking(load, part, (name,)), largest(name, part["body_mass"]), LOOKS[name])
            for part in blocks(load.leaves, load.shape)
        ]
    )


def shortages(library: Any) -> dict[str, Callable[..., Any]]:
    """What lacks at a drop, a lean or a cane force, in the functions of `math` or of NumPy."""
    sin, cos, sqrt, hypot = library.sin, library.cos, library.sqrt, library.hypot

    def lack(moment: Any, foot: Any, origin_lateral: Any, origin_up: Any, *hip: Any) -> Any:
        lateral, up, length_before, capacity, gain = hip
        sin_leg = moment / foot
        cos_leg = sqrt(1 - sin_leg * sin_leg)
        tip_lateral, tip_up = lateral * cos_leg + up * sin_leg, up * cos_leg - lateral * sin_leg
        rise = origin_up - tip_up
        length = hypot(tip_lateral - origin_lateral, rise)
        arm = (origin_up * tip_lateral - origin_lateral * tip_up) / length
        stretched = 1 + gain * (length - length_before)
        if library is math:
            if arm < plain.ARM_LIMIT or rise <= 0 or not -LEG_LIMIT <= sin_leg <= LEG_LIMIT:
                return math.nan
            return moment - capacity * arm * (stretched if stretched > 0 else 0.0)
        valid = (arm >= plain.ARM_LIMIT) & (rise > 0) & (abs(sin_leg) <= LEG_LIMIT)
        return np.where(valid, moment - capacity * arm * np.maximum(stretched, 0.0), np.nan)

    def drop(x: Any, level: Any, rising: Any, stiffness: Any, foot: Any, *hip: Any) -> Any:
        s, c = sin(x), cos(x)
        moment = level * c + rising * s
        return lack(moment, foot, 20 * c - 100 * s, 20 * s + 100 * c, *hip) - stiffness * x

    def lean(x: Any, level: Any, falling: Any, foot: Any, *hip: Any) -> Any:
        return lack(level - falling * sin(x), foot, 20.0, 100.0, *hip)

    def cane(x: Any, level: Any, arm: Any, foot: Any, leg: Any, *hip: Any) -> Any:
        return lack(level - arm * x, foot - leg * x, 20.0, 100.0, *hip)

    return {"pelvic_drop": drop, "trunk_lean": lean, "cane_force": cane}


LEG_LIMIT = math.sin(plain.INCLINATION_LIMIT)
IN_MATH, IN_NUMPY = shortages(math), shortages(np)


def prepared(name: str, given: Crowd) -> tuple[Any, ...]:
    """What does not move, one number or one for each hip: moments in N·m, lengths in mm."""
    mass, neck = given["body_mass"], np.radians(given["neck_shaft_angle"])
    half, weight, stature = given["inter_hip_distance"] / 2, mass * plain.GRAVITY, 1750.0
    level = weight * half / 1000
    trunk = plain.TRUNK * plain.LUMBOSACRAL_HEIGHT
    leg = plain.HIP_HEIGHT * stature / 1000
    foot = (1 - plain.LEG * plain.LEG_DEPTH) * weight * leg
    per_name = {
        "pelvic_drop": (
            level,
            weight * (plain.PELVIS * plain.PELVIS_HEIGHT + trunk) * stature / 1000,
            math.degrees(given["passive_stiffness"]),
            foot,
        ),
        "trunk_lean": (level, weight * plain.TRUNK * plain.TRUNK_LENGTH * stature / 1000, foot),
        "cane_force": (level, (half + 350) / 1000, foot, leg),
    }
    hip = (
        given["neck_length"] * np.sin(neck) + given["trochanter_lateral"],
        given["neck_length"] * (np.cos(neck) - math.cos(plain.NECK)),
        math.hypot(plain.DEFAULT_LATERAL - 20, 100 - plain.DEFAULT_UP),
        plain.STRENGTH * mass * given["abductor_strength"] / plain.DEFAULT_ARM,
        math.degrees(given["stretch_gain"] / 100) / plain.DEFAULT_ARM,
    )
    return (*per_name[name], *hip)


def in_rows(values: tuple[Any, ...], hips: int) -> list[tuple[float, ...]]:
    return list(zip(*(np.broadcast_to(value, hips).tolist() for value in values), strict=True))


def by_brentq(name: str, ends: list[float], hips: list[tuple[float, ...]]) -> list[float]:
    """Hip by hip."""
    from scipy.optimize import brentq

    function = IN_MATH[name]
    steps = LOOKS[name] if name == "pelvic_drop" else 1
    close = 1e-10 if name == "cane_force" else 1e-12
    found = []
    for end, hip in zip(ends, hips, strict=True):
        answer = math.nan
        if function(0.0, *hip) <= 0:
            answer = 0.0
        else:
            for step in range(1, steps + 1):
                if function(end * step / steps, *hip) <= 0:
                    answer = brentq(function, end * (step - 1) / steps, end * step / steps, hip, close)
                    break
        found.append(answer)
    return found


def by_find_root(
    name: str, end: Numbers, hips: tuple[Any, ...], function: Callable[..., Any] | None = None
) -> Numbers:
    """All hips at once."""
    from scipy.optimize import elementwise

    function = function or IN_NUMPY[name]
    steps = LOOKS[name] if name == "pelvic_drop" else 1
    answer = np.where(function(np.zeros_like(end), *hips) <= 0, 0.0, np.nan)
    low, high = np.zeros_like(end), np.full_like(end, np.nan)
    for step in range(1, steps + 1):
        new = np.isnan(answer) & np.isnan(high) & (function(end * step / steps, *hips) <= 0)
        low[new], high[new] = end[new] * (step - 1) / steps, end[new] * step / steps
    where = np.flatnonzero(~np.isnan(high))
    among = tuple(value[where] if np.ndim(value) else value for value in hips)
    bracket, close = (low[where], high[where]), {"fatol": CLOSE, "frtol": 0.0, "xatol": 0.0, "xrtol": 0.0}
    answer[where] = elementwise.find_root(function, bracket, args=among, tolerances=close).x
    return answer


def our_equations(name: str, load: Load) -> Callable[..., Any]:
    """What lacks as hipmech evaluates it, for a root finder: an amount and the place of each hip."""
    whole = lacking(load, next(blocks(load.leaves, load.shape)), (name,))
    return lambda amount, hips: whole.among(hips.astype(np.intp))(amount)


def cases() -> dict[tuple[str, str], Crowd]:
    """Crowds by words and by what is looked for."""
    weak, resting = crowd(OURS, (0.1, 0.45)), crowd(OURS, (0.38, 0.48))
    found = {(words, name): resting if name == "pelvic_drop" else weak for name, words in WORDS.items()}
    strengths = curves(OURS // STRENGTHS.size)
    return found | {(f"{words} along strength curves", name): strengths for name, words in WORDS.items()}


def quarrels(mine: Any, theirs: Any) -> float:
    """Largest difference; infinite where only one has an answer."""
    if np.any(np.isnan(mine) != np.isnan(theirs)):
        return np.inf
    return float(np.nanmax(np.abs(mine - theirs)))


def check() -> None:
    for (words, name), given in cases().items():
        few = some(given, FEW)
        unit = 1.0 if name == "cane_force" else math.radians(1)
        mine = some({name: ours(name, hm.solve(**given))}, FEW)[name]
        end, hips = largest(name, few["body_mass"]), prepared(name, few)
        others = {
            "weaken": getattr(weaken(**few), ANSWERS[name]) * unit,
            "brentq": np.array(by_brentq(name, end.tolist(), in_rows(hips, FEW))),
            "find_root": by_find_root(name, end, hips),
            "find_root of our equations": by_find_root(
                name, end, (np.arange(FEW),), our_equations(name, hm.solve(**few))
            ),
        }
        for other, answers in others.items():
            apart = quarrels(mine, answers) / unit
            if not apart <= SAME:
                raise AssertionError(f"{words} is {apart:.1e} from {other}: the times would say nothing.")


def measure() -> list[Row]:
    rows = []
    for (words, name), given in cases().items():
        load = hm.solve(**given)
        count, end = load.shape[0], largest(name, given["body_mass"])
        few = some(given, THEIRS)
        ends, hips = largest(name, few["body_mass"]).tolist(), in_rows(prepared(name, few), THEIRS)
        runs: dict[str, Callable[[], object]] = {
            "ours": partial(ours, name, load),
            "brentq": partial(by_brentq, name, ends, hips),
            "find_root": partial(by_find_root, name, end, prepared(name, given)),
            "same": partial(by_find_root, name, end, (np.arange(count),), our_equations(name, load)),
        }
        seconds = alternate(rounds=7, **runs)
        mine = seconds["ours"] / count
        one, many, same = seconds["brentq"] / THEIRS, seconds["find_root"] / count, seconds["same"] / count
        rows.append(speed(f"{words} : `brentq`", {"ours": mine, "brentq": one}, must=100, stretch=170))
        rows.append(speed(f"{words} : `find_root`", {"ours": mine, "find_root": many}, must=8, stretch=8))
        work = f"{words} : `find_root` of hipmech's own equations"
        rows.append(Row(work=work, ratio=f"{same / mine:.3g}×", times=times_of({"": mine, " ": same})))
    curve = {"abductor_strength": STRENGTHS}
    whole = alternate(rounds=7, weaken=partial(weaken, **curve))["weaken"]  # type: ignore[arg-type]
    return [*rows, Row(work="`weaken`, every answer of one strength curve", ratio=in_words(whole))]
