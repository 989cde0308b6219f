"""Grids reduced loop by loop: the same summary as case by case."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

import hipmech as hm
from hipmech import designs
from hipmech.designs import Design
from hipmech.kernels import running
from hipmech.sweeps import reductions, summarise
from hipmech.sweeps.reductions import Reduction
from hipmech.sweeps.running import BLOCK
from hipmech.sweeps.turns import grid_of

OUTPUTS = ("joint_reaction_bw", "abductor_moment", "utilisation", "hip_adduction")


@pytest.fixture(autouse=True)
def _small_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many turns from few cases, and no design that is kept whole."""
    monkeypatch.setattr(reductions, "MOST_KEPT", 100)
    monkeypatch.setattr(running, "ROW", 60)


def tried() -> Iterator[Design]:
    yield designs.grid(
        body_mass=[60, 90],
        cane_force_bw=[0, 0.1, 0.2],
        pelvic_drop=[0, 5],
        trunk_lean=np.linspace(-30, 60, 7),
        neck_shaft_angle=[115, 127, 140],
        abductor_strength=[0, 0.4, 1],
    )
    yield designs.grid({"stance_strategy": "mixed"}, step_width=range(0, 400, 9), abductor_strength=[0.5, 1])
    yield designs.paired(pelvic_drop=[0, 3, 6], trunk_lean=[0, 5, 9]) * designs.grid(
        carried_mass=np.linspace(0, 20, 50)
    )
    yield designs.grid(neck_shaft_angle=np.linspace(110, 140, 200))
    yield designs.table({"kg": np.linspace(50, 90, 40)}, {"body_mass": "kg"}) * designs.grid(
        inter_hip_distance=[160, 172, 184]
    )


def case_by_case(design: Design) -> Reduction:
    """The same without loops: asking for blocks by number keeps to them."""
    return summarise(design, OUTPUTS, blocks=range(-(-design.size // BLOCK)))


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
@pytest.mark.parametrize("design", list(tried()), ids=repr)
def test_the_summary_is_that_of_all_cases(design: Design) -> None:
    assert grid_of(design, OUTPUTS) is not None
    loops, cases = summarise(design, OUTPUTS), case_by_case(design)
    assert loops.counts == cases.counts
    for name in OUTPUTS:
        for end in ("minimum", "maximum"):
            one, other = getattr(loops, end)(name), getattr(cases, end)(name)
            assert one.value == pytest.approx(other.value, rel=1e-12, abs=1e-12)
        assert loops.mean(name) == pytest.approx(cases.mean(name), rel=1e-10)
        assert loops.sd(name) == pytest.approx(cases.sd(name), rel=1e-10)
        np.testing.assert_allclose(loops.quantiles(name), cases.quantiles(name), rtol=1 / 512, atol=1e-9)
        assert loops.histogram(name)[0].sum() == cases.histogram(name)[0].sum()


def test_an_extreme_is_told_with_its_first_case() -> None:
    design = designs.grid(abductor_strength=[0.5, 1], neck_shaft_angle=np.linspace(110, 140, 100))
    found = summarise(design, OUTPUTS)
    least, greatest = found.minimum("joint_reaction_bw"), found.maximum("joint_reaction_bw")
    # Strength does not change the load, so each occurs twice; valgus shortens the arm.
    assert (least.case, greatest.case) == (0, 99)
    assert greatest.inputs == {"abductor_strength": 0.5, "neck_shaft_angle": 140.0}


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_threads_change_no_digit() -> None:
    for design in tried():
        first, *others = (summarise(design, OUTPUTS, threads=threads).table() for threads in (1, 2, 5))
        for other in others:
            assert other.equals(first)


def test_without_quantiles_there_is_no_histogram() -> None:
    found = summarise(next(tried()), OUTPUTS, quantiles=())
    assert found.mean("abductor_moment") == summarise(next(tried()), OUTPUTS).mean("abductor_moment")
    with pytest.raises(hm.InputError, match="was reduced without quantiles, and so has no histogram"):
        found.histogram("abductor_moment")


def test_what_is_no_grid_of_allowed_numbers_goes_case_by_case() -> None:
    for design in (
        designs.grid(neck_shaft_angle=[127, 300]),
        designs.grid(sex=["female", "male"]),
        designs.grid(stance_strategy=["mixed", "gait_midstance"]),
        designs.random(1000, 1, neck_shaft_angle=(110, 140)),
        designs.grid(body_mass=[60, 200], cane_force_bw=[0, 0.9]),
    ):
        assert grid_of(design, OUTPUTS) is None


def test_progress_ends_at_one() -> None:
    shares: list[float] = []
    summarise(next(tried()), OUTPUTS, progress=shares.append, threads=2)
    assert shares[-1] == 1
    assert all(a <= b for a, b in itertools.pairwise(shares))
