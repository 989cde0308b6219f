"""Settings that count are whole numbers wherever they are given, and a refusal names the setting."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from hipmech import designs, influence, inverse, studies, sweeps, uncertainty
from hipmech.cli import main
from hipmech.errors import InputError
from hipmech.limits import whole_number

SPREAD: dict[str, Any] = {"neck_shaft_angle": (114, 140), "neck_length": (50, 58)}
LOAD = "joint_reaction_bw"
GIVEN: dict[str, np.ndarray[Any, Any]] = {"x": np.arange(40.0)}


def design() -> designs.Design:
    return designs.grid(neck_shaft_angle=range(114, 141))


def sobol(**settings: Any) -> Any:
    return influence.sobol(SPREAD, LOAD, **{"count": 64, "seed": 1, **settings})


def first(**settings: Any) -> Any:
    return influence.measure_first({"neck_length": 2.0}, **{"count": 64, **settings})


def from_data(**settings: Any) -> Any:
    return influence.from_data(GIVEN, GIVEN["x"] ** 2, **settings)


def measured(**settings: Any) -> Any:
    return uncertainty.measured(
        {"neck_length": 50}, {"neck_length": 2}, **{"count": 1000, "seed": 1, **settings}
    )


def predict(**settings: Any) -> Any:
    return uncertainty.predict("adults", **{"count": 1000, "seed": 1, **settings})


def drawn(**settings: Any) -> Any:
    return designs.random(**{"count": 9, "seed": 1, **SPREAD, **settings})


def contour(**settings: Any) -> Any:
    return inverse.contour("neck_length", "pelvic_drop", LOAD, 2.5, **settings)


def summarise(**settings: Any) -> Any:
    return sweeps.summarise(design(), [LOAD], **settings)


def histogram(**settings: Any) -> Any:
    return summarise().histogram(LOAD, **settings)


def blocks(**settings: Any) -> Any:
    return list(sweeps.blocks(design(), [LOAD], **settings))


LEAST: dict[Callable[..., Any], dict[str, int]] = {
    sobol: {"count": 16, "seed": 0, "resamples": 0},
    first: {"count": 16, "seed": 0, "resamples": 0},
    from_data: {"bins": 2, "seed": 0, "resamples": 0},
    measured: {"count": 400, "seed": 0},
    predict: {"count": 400, "seed": 0},
    drawn: {"count": 1, "seed": 0},
    contour: {"count": 2},
    summarise: {"threads": 1},
    histogram: {"bins": 1},
    blocks: {"size": 1},
}
SETTINGS = [(ask, name, least) for ask, names in LEAST.items() for name, least in names.items()]


@pytest.mark.parametrize(
    "ask, name, least", SETTINGS, ids=[f"{ask.__name__}-{name}" for ask, name, _ in SETTINGS]
)
def test_a_setting_that_counts_is_a_whole_number_and_not_too_small(
    ask: Callable[..., Any], name: str, least: int
) -> None:
    for wrong in (
        -1,
        least - 1,
        least + 0.5,
        float(2 * least + 1024),
        str(least),
        True,
        [least],
        float("nan"),
    ):
        with pytest.raises(InputError, match=f"{name} = "):
            ask(**{name: wrong})
    ask(**{name: np.int64(least)})


@pytest.mark.parametrize("numbers", [[0.5], ["0"], [True], 0, [-1], [1], []])
def test_blocks_of_a_summary_are_told_by_their_numbers(numbers: Any) -> None:
    with pytest.raises(InputError, match="block"):
        summarise(blocks=numbers)


@pytest.mark.parametrize("workers", [0, 1.5, "2", True])
def test_a_study_has_a_whole_number_of_workers(workers: Any, tmp_path: Path) -> None:
    file = tmp_path / "study.toml"
    file.write_text("[[axes]]\nneck_shaft_angle = [120, 127]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"workers = .* is not allowed"):
        studies.run(studies.read(file), tmp_path / "out.csv", workers=workers)


def test_a_command_that_is_given_less_than_a_count_says_so() -> None:
    for arguments in (
        ["influence", "--seed", "-1"],
        ["influence", "--error", "neck_length=2", "--seed", "-1"],
    ):
        told = CliRunner().invoke(main, arguments)
        assert told.exit_code == 2
        assert "seed = -1 is not allowed: it is a whole number, at least 0." in told.stderr


def test_both_ends_of_what_is_allowed_are_allowed() -> None:
    assert [whole_number("n", number, 1, 3) for number in (1, np.int8(3))] == [1, 3]
    assert type(whole_number("n", np.int8(3), 1)) is int
    for wrong in (0, 4):
        with pytest.raises(
            InputError, match=f"n = {wrong} is not allowed: it is a whole number, from 1 to 3"
        ):
            whole_number("n", wrong, 1, 3)
