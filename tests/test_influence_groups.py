"""Rows that are not independent, as one person in many postures: how sure a ranking of them is."""

import numpy as np
import pytest

from hipmech import influence
from hipmech.errors import InputError

PEOPLE, POSTURES = 150, 20


def crossed(seed: int) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """Two qualities of people that are drawn, and a posture that each of them takes."""
    rng = np.random.default_rng(seed)
    one, other = rng.normal(size=(2, PEOPLE))
    person = np.repeat(np.arange(PEOPLE), POSTURES)
    posture = np.tile(np.linspace(-1, 1, POSTURES), PEOPLE)
    columns = {"one": one[person], "other": other[person], "posture": posture}
    values = columns["one"] + 0.5 * columns["other"] + posture + 0.3 * columns["one"] * posture
    return columns, values, person


def test_the_error_is_that_of_other_people() -> None:
    shares, errors = [], []
    for seed in range(60):
        columns, values, person = crossed(seed)
        found = influence.from_data(columns, values, groups=person)
        shares.append(found.first)
        errors.append(found.first_error)
    spread = np.std(shares, axis=0, ddof=1)
    np.testing.assert_allclose(np.mean(errors, axis=0), spread, rtol=0.25)
    alone = influence.from_data(*crossed(0)[:2])
    assert (alone.first_error[:2] < 0.5 * spread[:2]).all()


def test_rows_that_are_groups_of_their_own_are_rows() -> None:
    columns, values, _ = crossed(1)
    for kept in (900, 3000):  # each row resampled by itself, and rows in groups by lot
        some = {name: column[:kept] for name, column in columns.items()}
        with_groups = influence.from_data(some, values[:kept], groups=np.arange(kept)[::-1])
        np.testing.assert_allclose(with_groups.first, influence.from_data(some, values[:kept]).first)


def test_groups_are_one_for_each_row() -> None:
    columns, values, person = crossed(1)
    with pytest.raises(InputError, match=r"groups has shape \(2999,\) and the output \(3000,\)"):
        influence.from_data(columns, values, groups=person[1:])
