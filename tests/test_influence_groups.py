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


@pytest.mark.parametrize("people", [12, 30, 60])
def test_chance_among_few_people_is_taken_off_however_many_rows_each_has(people: int) -> None:
    shares, held = [], 0
    for seed in range(80):
        rng = np.random.default_rng(seed)
        person = np.repeat(np.arange(people), 50)
        columns = {
            "idle": rng.normal(size=people)[person],
            "posture": np.tile(np.linspace(-1, 1, 50), people),
        }
        values = rng.normal(size=people)[person] + columns["posture"]
        found = influence.from_data(columns, values, groups=person, seed=seed)
        shares.append(found.first[0])
        low, high = found.intervals["first"][0]
        held += low <= 0 <= high
    assert abs(np.mean(shares)) < 3 * np.std(shares) / np.sqrt(80)
    assert held >= 64


def test_people_who_have_more_rows_have_no_more_votes() -> None:
    columns, values, person = crossed(3)
    once = influence.from_data(columns, values, groups=person, resamples=0)
    twice = np.r_[np.arange(values.size), np.flatnonzero(person < 20)]
    again = influence.from_data(
        {name: column[twice] for name, column in columns.items()},
        values[twice],
        groups=person[twice],
        resamples=0,
    )
    np.testing.assert_allclose(again.first[:2], once.first[:2], rtol=0.02)


def test_few_groups_are_refused_as_few_rows_are() -> None:
    columns, values, person = crossed(1)
    few = person < 6
    with pytest.raises(InputError, match="120 of 120 rows have output and every column, in 6 groups: 10 are"):
        influence.from_data({n: c[few] for n, c in columns.items()}, values[few], groups=person[few])
