"""What hipmech is timed against computes the same; nothing here is timed."""

import importlib

import numpy as np
import pytest

from benchmarks.__main__ import BENCHES, MEASURED, PAGE, renew
from benchmarks.bench_equilibrium import quarrels
from benchmarks.ratios import Row, added_memory, cost, insist, speed


@pytest.mark.parametrize("name", [name for name in BENCHES if name not in ("growth", "live")])
def test_baseline_and_candidate_agree(name: str) -> None:
    importlib.import_module(f"benchmarks.bench_{name}").check()


def test_a_different_number_is_not_timed() -> None:
    insist({"abductor_moment": 63.25}, {"abductor_moment": 63.25 * (1 + 1e-13)})
    insist({"joint_reaction_angle": 1e-14}, {"joint_reaction_angle": 0.0})
    for wrong in (63.25 * (1 + 1e-11), np.nan):
        with pytest.raises(AssertionError, match="abductor_moment differs by"):
            insist({"abductor_moment": np.array([63.25, 1.0])}, {"abductor_moment": np.array([wrong, 1.0])})


def test_a_rest_that_only_one_side_finds_is_not_timed() -> None:
    mine = np.array([0.1, np.nan])
    assert quarrels(mine, np.array([0.1, np.nan])) == 0
    assert quarrels(mine, np.array([0.1, 0.2])) == np.inf


def test_a_ratio_is_held_against_its_target() -> None:
    dear = cost("", {"ours": 2.9e-5, "theirs": 2e-6}, must=15, stretch=2.5, promised=True)
    assert (dear.ratio, dear.verdict, dear.times) == ("14.5×", "met", "29 µs : 2 µs")
    assert cost("", {"ours": 3.2e-5, "theirs": 2e-6}, must=15, stretch=2.5, promised=True).met is False
    fast = speed("", {"ours": 4e-3, "theirs": 0.1}, must=25, stretch=35, cases=1000)
    assert (fast.ratio, fast.verdict, fast.times) == ("25×", "met", "4 µs : 100 µs")
    slow = speed("", {"ours": 4e-3, "theirs": 0.09}, must=25, stretch=35)
    assert (slow.met, slow.verdict) == (False, "not yet")
    assert Row(work="", ratio="").verdict == ""


def test_added_memory_is_what_is_needed_beside_the_answer() -> None:
    def answer() -> np.ndarray:
        return np.full(500_000, np.ones(1_000_000).sum())

    assert added_memory(answer) == pytest.approx(4e6, rel=0.01)
    assert added_memory(lambda: np.ones(1_000_000)) < 1e5


def test_the_report_is_renewed_between_its_marks() -> None:
    begin, end = MEASURED
    page = f"before\n{begin}\n\nthere\n\n### Import\n\nold\n\n### Live\n\nkept\n\n{end}\nafter\n"
    sections = {"import": "### Import\n\nnew\n", "grid": "### Grid\n\nmore\n"}
    measured = "here\n\n### Import\n\nnew\n\n### Grid\n\nmore\n\n### Live\n\nkept"
    assert renew(page, "here", sections) == f"before\n{begin}\n\n{measured}\n\n{end}\nafter\n"
    assert all(PAGE.read_text("utf-8").count(mark) == 1 for mark in MEASURED)
