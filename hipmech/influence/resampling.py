"""How sure a mean of many terms is: bootstrap by weights, all resamples in one product of matrices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
    together = max(1, AT_ONCE // rows)
    for start in range(0, resamples, together):
        here = min(together, resamples - start)
        drawn = rng.integers(0, rows, size=(here, rows), dtype=np.int32 if rows < 1 << 31 else np.int64)
        places = drawn.astype(np.intp) + np.arange(here)[:, None] * rows
        weights = np.bincount(places.ravel(), minlength=here * rows).reshape(here, rows)
        means[start : start + here] = weights.astype(np.float64) @ terms
    means /= rows
    return means
