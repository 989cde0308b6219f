"""How sure a mean of many terms is: bootstrap by weights, many resamples in one product of matrices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.limits import between_0_and_1, whole_number

__all__ = ["refuse_resampling", "resampled"]

Numbers = NDArray[np.float64]

AT_ONCE = 1 << 20
"""Weights held at a time."""


def resampled(terms: Numbers, resamples: int, rng: np.random.Generator) -> Numbers:
    """Means of the terms over rows drawn with replacement.

    Parameters
    ----------
    terms : ndarray, shape (rows, terms)
    resamples : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (resamples, terms)
    """
    rows, width = terms.shape
    means = np.empty((resamples, width))
    together = min(resamples, max(1, AT_ONCE // rows))
    weights = np.empty((together, rows))
    for start in range(0, resamples, together):
        here = min(together, resamples - start)
        for place, drawn in enumerate(rng.integers(0, rows, size=(here, rows), dtype=_narrow(rows))):
            weights[place] = np.bincount(drawn, minlength=rows)
        np.matmul(weights[:here], terms, out=means[start : start + here])
    means /= rows
    return means


def refuse_resampling(resamples: int, level: float, seed: int) -> None:
    """Refuse settings of a bootstrap that are none; 0 resamples are no bootstrap, and allowed."""
    if whole_number("resamples", resamples, 0) == 1:
        raise InputError("resamples = 1 gives no error: take 0 for no intervals, or some tens.")
    between_0_and_1("level", level)
    whole_number("seed", seed, 0)


def _narrow(rows: int) -> type[np.unsignedinteger]:
    """The smallest kind of whole number that counts rows: fewer random bits, less memory."""
    return np.uint16 if rows <= 1 << 16 else np.uint32
