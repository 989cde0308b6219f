"""What three balances can reach at all: all torques within the capacities form a zonotope.

Its facets stand across the products s x t of pairs of torque vectors. A direction u in which the demand lies
beyond the reach h(u) = sum max(0, u·t) proves that nothing holds it; a demand on a facet leaves freedom only
to the muscles within that facet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hipmech.sharing.newton import along, dot, norm, total
from hipmech.sharing.problems import Numbers

EDGE = 1e-12
"""A demand may lie beyond a facet by this fraction of itself and still be held."""
ROUNDING = 8 * np.finfo(float).eps
"""The same as a fraction of all torques together, which is how well a facet's place is known."""
PARALLEL = 1e-9
"""Sine of the angle below which two torque vectors count as parallel."""
FLAT = 1e-13
"""Cosine below which a torque vector counts as lying across a direction."""


@dataclass(frozen=True, eq=False)
class Reach:
    """How demands lie in the zonotope.

    Attributes
    ----------
    level : ndarray, shape (N,)
        The least largest activation that holds a demand; infinite where its direction cannot be reached.
    multipliers : ndarray, shape (3, N)
        What one more unit of each moment adds to the level.
    excess : ndarray, shape (N,)
        How far the demand lies beyond the zonotope, unit of moment; negative inside.
    normal : ndarray, shape (3, N)
        Unit vector across the facet that is exceeded most, or nearest.
    """

    level: Numbers
    multipliers: Numbers
    excess: Numbers
    normal: Numbers


@dataclass(frozen=True, eq=False)
class Face:
    """What demands on the edge of reach leave open.

    Attributes
    ----------
    torques : ndarray, shape (3, n, N)
        Of the muscles within the face; zero for the others.
    demand : ndarray, shape (3, N)
        What is left for them.
    full : ndarray of bool, shape (n, N)
        Muscles that the edge forces to be full; those neither full nor within the face are off.
    normals : tuple of ndarray, shape (3, N) each
        Unit vectors across the face, the first that of the facet; zero where there is none.
    leaving : tuple of ndarray, shape (n, N) each
        Torque along each normal of the muscles that it takes out; zero for the others.
    """

    torques: Numbers
    demand: Numbers
    full: NDArray[np.bool_]
    normals: tuple[Numbers, ...]
    leaving: tuple[Numbers, ...]


def reach(t: Numbers, m: Numbers) -> Reach:
    """Level and excess of demands (3, N) for torques (3, n, N)."""
    return _furthest(t, m, _directions(t, m), uncertainty(t, m))


def uncertainty(t: Numbers, m: Numbers) -> Numbers:
    """How far beyond a facet a demand may lie and still be held, unit of moment, shape (N,)."""
    noise: Numbers = np.maximum(EDGE * norm(m), ROUNDING * lengths(t).sum(axis=0))
    return noise


def face(t: Numbers, m: Numbers, normal: Numbers) -> Face:
    """The smallest face with the demands, which must lie on the facet of the normal."""
    noise = uncertainty(t, m)
    full = np.zeros(t.shape[1:], dtype=bool)
    normals: list[Numbers] = []
    leaving: list[Numbers] = []
    for depth in range(3):
        if depth:
            across = _unit_rows(t, normals[0]) if depth == 1 else iter([cross(normals[0], normals[1])])
            edge = _furthest(t, m, across, noise)
            normal = np.where(edge.excess >= -noise, edge.normal, 0)
        s = inclination(t, normal, lengths(t))
        full |= s > 0
        m = m - total(t, (s > 0).astype(np.float64))
        m = m - normal * dot(normal, m)
        t = t * (s == 0)
        normals.append(normal)
        leaving.append(s)
    return Face(t, m, full, tuple(normals), tuple(leaving))


def _directions(t: Numbers, m: Numbers) -> Iterator[Numbers]:
    """All that can be normal to a facet, and what bounds torques that all lie in a plane or on a line."""
    size = lengths(t)
    units = t / np.where(size > 0, size, 1)
    for i in range(t.shape[1]):
        yield units[:, i]
        for j in range(i):
            yield _unit(cross(units[:, i], units[:, j]))
    longest = _row(units, size)
    across = _unit(m - longest * dot(longest, m), uncertainty(t, m))
    yield _unit(across - longest * dot(longest, across))
    aside = np.stack([cross(longest, units[:, i]) for i in range(t.shape[1])], axis=1)
    yield from _unit_rows(units, _unit(_row(aside, lengths(aside))))


def _row(t: Numbers, size: Numbers) -> Numbers:
    """The vector (3, N) of the largest size among (3, n, N)."""
    return np.take_along_axis(t, size.argmax(axis=0)[None, None], axis=1)[:, 0]


def _unit_rows(t: Numbers, normal: Numbers) -> Iterator[Numbers]:
    """Directions within the plane of a normal, across each torque in it."""
    size = lengths(t)
    units = t / np.where(size > 0, size, 1)
    return (_unit(cross(normal, units[:, i])) for i in range(t.shape[1]))


def _furthest(t: Numbers, m: Numbers, directions: Iterator[Numbers], noise: Numbers) -> Reach:
    """The extremes over directions (3, N), each with its opposite."""
    level, excess = np.zeros_like(noise), np.full_like(noise, -np.inf)
    multipliers, normal = np.zeros_like(m), np.zeros_like(m)
    size = lengths(t)
    for u in directions:
        s = inclination(t, u, size)
        ahead = dot(u, m)
        ahead *= np.abs(ahead) > noise
        pull = np.clip(s, 0, np.inf).sum(axis=0)
        push = pull - s.sum(axis=0)
        nowhere = np.where(u.any(axis=0), 0, np.inf)
        for sign, beyond in ((1, ahead - pull - nowhere), (-1, -ahead - push - nowhere)):
            far = beyond > excess
            np.copyto(excess, beyond, where=far)
            np.copyto(normal, sign * u, where=far)
        width = np.where(ahead > 0, pull, push)
        needed = np.where(ahead == 0, 0, np.abs(ahead) / width)
        more = needed > level
        np.copyto(level, needed, where=more)
        np.copyto(multipliers, u * (np.sign(ahead) / width), where=more)
    return Reach(level, multipliers, excess, normal)


def inclination(t: Numbers, u: Numbers, size: Numbers) -> Numbers:
    """Torques (3, n, N) along a unit direction; exactly zero where they lie across it."""
    s = along(t, u)
    s *= np.abs(s) > FLAT * size
    return s


def lengths(t: Numbers) -> Numbers:
    """Length of every torque vector: (3, n, N) to (n, N)."""
    size: Numbers = np.sqrt(np.einsum("kij,kij->ij", t, t))
    return size


def cross(u: Numbers, v: Numbers) -> Numbers:
    """Vector product of vectors (3, N)."""
    return np.stack([u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]])


def _unit(v: Numbers, least: float | Numbers = PARALLEL) -> Numbers:
    """Vectors (3, N) of length one; zero where they are no longer than the least."""
    size = norm(v)
    long = size > least
    return np.where(long, v / np.where(long, size, 1), 0)
