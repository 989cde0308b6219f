"""What changes when one thing about the default adult changes."""

from __future__ import annotations

from typing import Any

import numpy as np

import hipmech as hm
from hipmech import muscles
from hipmech.muscles import attachments
from hipmech.sweeps.solving import quietly


def hip(**inputs: Any) -> hm.Load:
    """A hip, without remarks on what is unusual: unusual is what is asked for here."""
    with quietly():
        return hm.solve(**inputs)


def change(output: str, **inputs: Any) -> float:
    """Change of an output against the default adult, per cent."""
    return percent(float(getattr(hip(**inputs), output)), float(getattr(hip(), output)))


def percent(now: float, before: float) -> float:
    """Change in per cent."""
    return 100 * (now / before - 1)


def mean_arm(**inputs: Any) -> float:
    """Abduction arm of the muscles one by one, weighted by their cross-sections, mm."""
    pulls = muscles.lines(hip(**inputs))
    sections = {row.name: row.relative_pcsa for row in attachments.ATTACHMENTS}
    return float(np.average(pulls.abduction_arms, weights=[sections[name] for name in pulls.names]))


def recruited(**inputs: Any) -> float:
    """Joint reaction by the muscles one by one, body weights."""
    return float(muscles.recruit(hip(**inputs)).joint_reaction_bw)


def least_strength(*names: str, moments: str = "frontal", include: tuple[str, ...] = ()) -> float:
    """The least of the named strengths with which the muscles hold the default adult, to 0.001.

    Found among 33 strengths, then among 33 between the two that it lies between.
    """
    low, high = 0.0, 1.0
    for _ in range(2):
        strengths = np.linspace(low, high, 33)
        held = muscles.recruit(hip(**dict.fromkeys(names, strengths)), moments=moments, include=include)
        first = int(np.argmax(held.status == 0))
        low, high = strengths[max(first - 1, 0)], strengths[first]
    return float(high)
