"""What the page Running says of peak and sum is true of the numbers that stand beside it."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from hipmech import gait
from hipmech.quantities import default
from tests.live_trials import knowing

HARDLY = 0.5
OWN = {name: float(default(name)) for name in ("step_rate", "pelvic_give")}


@pytest.fixture(scope="module")
def trade(browser: Browser) -> Iterator[Page]:
    with knowing(browser, "running_trade") as page:
        yield page


def endings(trade: Page, changes: list[list[float]]) -> list[str]:
    script = "(changes) => changes.map((one) => module_running_trade.endingOf(...one))"
    found: list[str] = trade.evaluate(script, changes)
    return found


def stays(peak: float, total: float) -> bool:
    """Whether a sum hardly changes, and far less than the peak."""
    return abs(total) < min(HARDLY, abs(peak) / 2)


def test_every_ending_is_true_of_its_numbers(trade: Page) -> None:
    amounts = (-9.0, -1.2, -0.6, -0.45, -0.2, 0.0, 0.2, 0.45, 0.6, 1.2, 9.0)
    cases = [list(case) for case in itertools.product(amounts, (-10.0, 0.0, 10.0), amounts)]
    truth: dict[str, Callable[[float, float, float], bool]] = {
        "hardly": lambda peak, _, total: max(abs(peak), abs(total)) < HARDLY,
        "lower": lambda peak, count, total: peak <= -HARDLY and stays(peak, total) and bool(count),
        "higher": lambda peak, count, total: peak >= HARDLY and stays(peak, total) and bool(count),
        "less": lambda peak, count, total: peak < 0 and total < 0 and not count,
        "more": lambda peak, count, total: peak > 0 and total > 0 and not count,
        "together": lambda peak, count, total: peak * total > 0 and bool(count),
        "apart": lambda peak, _, total: peak * total <= 0 or min(abs(peak), abs(total)) < HARDLY / 2,
    }
    said = endings(trade, cases)
    assert set(said) == set(truth)
    for case, one in zip(cases, said, strict=True):
        assert truth[one](*case), (case, one)


def test_nothing_is_said_without_an_answer(trade: Page) -> None:
    script = "() => [[NaN, 0, 0], [1, 0, NaN]].map((one) => module_running_trade.endingOf(...one))"
    assert trade.evaluate(script) == ["", ""]


@pytest.mark.parametrize(
    "changed, ending",
    [
        ({"step_rate": 1.1 * OWN["step_rate"]}, "lower"),
        ({"step_rate": 0.9 * OWN["step_rate"]}, "higher"),
        ({"step_width": 70.0}, "less"),
        ({"pelvic_give": 5.0}, "more"),
        ({"step_width": 45.0}, "hardly"),
        ({"step_rate": 1.1 * OWN["step_rate"], "step_width": 100.0}, "together"),
        ({"step_rate": 0.9 * OWN["step_rate"], "step_width": 100.0}, "apart"),
    ],
)
@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_a_step_of_the_model_ends_as_it_does(trade: Page, changed: dict[str, Any], ending: str) -> None:
    now, own = gait.run(**changed), gait.run()
    names = ("joint_reaction_peak", "steps_per_kilometre", "joint_reaction_per_kilometre")
    change = [100 * (float(now.outputs[name]) / float(own.outputs[name]) - 1) for name in names]
    assert endings(trade, [change]) == [ending]
