"""Random hips: every input over all that is allowed, over everyday ranges, and beyond what is allowed."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

import hipmech as hm
from hipmech.quantities import CHOICES, NUMBERS, QUANTITIES

Reach = Literal["limits", "usual"]
Inputs = dict[str, Any]

LEANING = ("trunk_over_foot", "mixed")
FREE_NUMBERS = tuple(n for n in NUMBERS if n != "cane_force_bw")
FREE_CHOICES = tuple(name for name in CHOICES if name != "sex")
CORNERS = 0.3


def a_number(rng: np.random.Generator, name: str, reach: Reach, size: int) -> NDArray[np.float64]:
    """Numbers of a quantity over its range, some at either end and some at the default."""
    row = QUANTITIES[name]
    low, high = (row.limits if reach == "limits" else row.usual) or (0.0, 1.0)
    numbers = rng.uniform(low, high, size)
    default = low if row.default is None else float(row.default)
    corners = np.array([low, high, default])[rng.integers(0, 3, size)]
    return np.where(rng.random(size) < CORNERS, corners, numbers)


def random_hips(seed: int, size: int, reach: Reach, **choices: str) -> Inputs:
    """Inputs of many hips that share their choices, all else drawn at random."""
    rng = np.random.default_rng(seed)
    hips: Inputs = {name: a_number(rng, name, reach, size) for name in FREE_NUMBERS}
    hips["sex"] = rng.choice(["female", "male"], size)
    for name in FREE_CHOICES:
        hips[name] = choices.get(name, str(rng.choice(QUANTITIES[name].choices)))
    if hips["stance_strategy"] in LEANING:
        del hips["trunk_lean"]
    return hips


@dataclass(frozen=True)
class People:
    """Many random hips, small enough to be printed when a test fails."""

    seed: int
    reach: Reach
    size: int = 200

    def inputs(self, **choices: str) -> Inputs:
        return random_hips(self.seed, self.size, self.reach, **choices)


def people(size: int = 200) -> SearchStrategy[People]:
    """Random hips over all that is allowed, or over everyday ranges."""
    reaches: SearchStrategy[Reach] = st.sampled_from(("limits", "usual"))
    return st.builds(People, seed=st.integers(0, 2**32 - 1), reach=reaches, size=st.just(size))


def one_of_them(hips: Mapping[str, Any], index: int) -> Inputs:
    """A single hip out of arrays of them."""
    return {
        name: value if isinstance(value, str) else np.asarray(value).reshape(-1)[index].item()
        for name, value in hips.items()
    }


def solve(**inputs: Any) -> Any:
    """`hipmech.solve`, silent about unusual people only; every other warning is an error.

    Typed loosely: its answers are floats or arrays, as the inputs are.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", hm.PhysiologyWarning)
        return hm.solve(**inputs)


NOT_A_NUMBER = ("75", "", None, True, 1j, "nan", b"75", {"a": 1}, ["75"], object())


def forbidden_numbers(name: str) -> SearchStrategy[float]:
    """Numbers that a quantity refuses: not finite, or outside its hard limits."""
    low, high = QUANTITIES[name].limits or (0.0, 1.0)
    return st.one_of(
        st.sampled_from((np.nan, np.inf, -np.inf)),
        st.floats(max_value=low, exclude_max=True, allow_nan=False),
        st.floats(min_value=high, exclude_min=True, allow_nan=False),
    )
