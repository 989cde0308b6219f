"""One source: the traced equations, their derivatives and the generated files agree with the numbers."""

import itertools
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import mpmath
import numpy as np
import pytest
import sympy as sp

import hipmech as hm
from hipmech import derivation, equilibrium
from hipmech.derivation import tracing
from hipmech.derivation.browser_file import further_file, mathml, mathml_symbol
from hipmech.equations import Alternatives, arguments_of
from hipmech.explanation import derivatives
from hipmech.quantities import OUTPUTS, QUANTITIES
from hipmech.solution import LEAVES
from tests.hips import one_of_them, random_hips, solve

SCALES = {"N": 735.0, "N·m": 75.0, "mm": 100.0, "mm·BW": 100.0, "deg": 57.3, "%": 100.0}
"""One body weight, 1 N·m/kg, 100 mm, 1 rad: what "equal to 1e-12" is counted in near a zero."""

NUMBERS = tuple(name for name in OUTPUTS if name != "status")
PATHS = tuple(
    itertools.product(
        QUANTITIES["stance_strategy"].choices, QUANTITIES["neck_angle_convention"].choices, (0, 1)
    )
)


def deviation(ours: Any, theirs: Any, name: str) -> float:
    """Largest difference per max(|value|, scale); infinite where only one of them is a number."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    if np.any(np.isnan(ours) != np.isnan(theirs)):
        return np.inf
    scale = np.maximum(np.abs(theirs), SCALES.get(QUANTITIES[name].unit, 1.0))
    return float(np.nanmax(np.abs(ours - theirs) / scale, initial=0.0))


def mixed_choices(strategy: str, convention: str, turn: int) -> dict[str, str]:
    """The choices of a path; the sides and the trunk alternate with its turn."""
    side = ("contralateral", "ipsilateral")
    return {
        "stance_strategy": strategy,
        "neck_angle_convention": convention,
        "cane_side": side[turn],
        "carried_side": side[1 - turn],
        "pelvic_drop_trunk": ("upright", "follows")[turn],
        "force_length": ("linear", "bell")[turn],
    }


def traced_in_numpy(choices: Mapping[str, str], load: hm.Load) -> dict[str, Any]:
    """Outputs of the traced form at a load's leaves, public units."""
    traced = derivation.trace(**choices)
    leaves = sorted({s.name for e in traced.values() for s in e.free_symbols})
    function = sp.lambdify(
        [derivation.symbol(name) for name in leaves], [traced[name] for name in NUMBERS], "numpy", cse=True
    )
    with np.errstate(all="ignore"):
        values = function(*(load.leaves[name] for name in leaves))
    return {name: v / QUANTITIES[name].si for name, v in zip(NUMBERS, values, strict=True)}


@pytest.mark.parametrize("strategy, convention, turn", PATHS)
def test_traced_form_agrees_with_numpy(strategy: str, convention: str, turn: int) -> None:
    choices = mixed_choices(strategy, convention, turn)
    load = solve(**random_hips(turn, 2000, ("usual", "limits")[turn], **choices))
    solved = (load.status < 2) & (load.abductor_capacity > 0)
    assert solved.sum() > 100
    traced = traced_in_numpy(choices, load)
    for name in NUMBERS:
        ours = np.broadcast_to(traced[name], load.shape)[solved]
        assert deviation(ours, getattr(load, name)[solved], name) <= 1e-12, name


def test_generated_files_are_those_that_the_equations_write() -> None:
    for name, source in derivation.GENERATED.items():
        assert (derivation.FOLDER / name).read_text(encoding="utf-8") == source(), (
            f"run python -m hipmech.derivation: {name}"
        )


def test_body_weight_times_half_the_hip_distance_whatever_a_leg_weighs() -> None:
    moment = derivation.trace()["abductor_moment"]
    still = {"pelvic_drop": 0, "trunk_lean": 0, "cane_force": 0, "carried_mass": 0, "load_factor": 1}
    upright = sp.simplify(moment.subs({derivation.symbol(name): value for name, value in still.items()}))
    m, g, distance = map(derivation.symbol, ("body_mass", "gravity", "inter_hip_distance"))
    assert sp.simplify(upright - m * g * distance / 2) == 0


def test_step_width_slope_of_the_leaning_trunk_in_symbols() -> None:
    moment = derivation.trace(stance_strategy="trunk_over_foot")["abductor_moment"]
    weight = {"cane_force": 0, "carried_mass": 0, "load_factor": 1}
    slope = sp.diff(moment, derivation.symbol("step_width")).subs(
        {derivation.symbol(name): value for name, value in weight.items()}
    )
    names = ("body_mass", "gravity", "leg_share", "leg_com_ratio", "hip_height_ratio", "ankle_height_ratio")
    m, g, leg, com, hip, ankle = map(derivation.symbol, names)
    balancing_mass = (1 - leg) * m + leg * m * (1 - com * (hip - ankle) / hip)
    assert sp.simplify(slope + g * balancing_mass / 2) == 0


@pytest.mark.parametrize("strategy, convention, turn", PATHS)
def test_derivatives_agree_with_the_traced_form_to_forty_digits(
    strategy: str, convention: str, turn: int
) -> None:
    choices = mixed_choices(strategy, convention, turn)
    load = solve(**one_of_them(random_hips(turn + 7, 1, "usual", **choices), 0))
    traced = derivation.trace(**choices)
    leaves = sorted({s.name for e in traced.values() for s in e.free_symbols})
    outputs = ("abductor_moment", "abductor_arm", "abductor_length_change")
    function = sp.lambdify(
        [derivation.symbol(name) for name in leaves], [traced[name] for name in outputs], "mpmath", cse=True
    )
    slopes = {output: derivatives(load, output) for output in outputs}
    with mpmath.workdps(40):
        point = {name: mpmath.mpf(float(load.leaves[name])) for name in leaves}
        step = mpmath.mpf(10) ** -12
        for name in set(leaves) & set(slopes["abductor_arm"]):
            ahead = function(**{**point, name: point[name] + step})
            behind = function(**{**point, name: point[name] - step})
            for output, after, before in zip(outputs, ahead, behind, strict=True):
                exact = float((after - before) / (2 * step))
                public = exact * QUANTITIES[name].si / QUANTITIES[output].si
                assert slopes[output][name] == pytest.approx(public, rel=1e-9, abs=1e-12), (output, name)


@pytest.mark.parametrize("strategy", QUANTITIES["stance_strategy"].choices)
@pytest.mark.parametrize("convention", QUANTITIES["neck_angle_convention"].choices)
def test_derivatives_agree_with_finite_differences(strategy: str, convention: str) -> None:
    hips = random_hips(11, 200, "usual", **mixed_choices(strategy, convention, 0))
    load = solve(**hips)
    for name in LEAVES:
        if name not in hips:
            continue
        low, high = QUANTITIES[name].usual or (0.0, 1.0)
        step = 1e-5 * (high - low)
        inside = np.clip(hips[name], low + step, high - step)
        at = {**hips, name: inside}
        middle, before, after = (
            solve(**at),
            solve(**{**at, name: inside - step}),
            solve(**{**at, name: inside + step}),
        )
        smooth = (middle.status == before.status) & (middle.status == after.status) & (middle.status < 2)
        smooth &= (name != "pelvic_drop") | (np.abs(inside) > step)  # stretched tissue begins to hold at 0
        for output in NUMBERS:
            slope = (getattr(after, output) - getattr(before, output)) / (2 * step)
            exact = np.broadcast_to(derivatives(middle, output)[name], load.shape)
            scale = SCALES.get(QUANTITIES[output].unit, 1.0) / (high - low)
            error = np.abs(slope - exact) / np.maximum(np.abs(exact), scale)
            # central differences over 1e-5 of the range: truncation ~1e-9, rounding ~1e-16 / 1e-5
            assert np.nanmax(error[smooth], initial=0.0) < 1e-6, (output, name)


def test_derivative_is_nan_where_the_output_does_not_hold() -> None:
    load = hm.solve(cane_force=[0, 200])
    slopes = derivatives(load, "abductor_force")["cane_force"]
    assert load.status_words.tolist() == ["ok", "adductors needed"]
    assert np.isfinite(slopes).tolist() == [True, False]


def test_trace_refuses_a_branch_and_an_unknown_function() -> None:
    traced = tracing.Traced(derivation.symbol("body_mass"))
    anything: Any = traced
    with pytest.raises(TypeError, match=r"np\.where"):
        bool(anything > 3)
    with pytest.raises(TypeError, match=r"np\.tan cannot be traced"):
        np.tan(anything)
    with pytest.raises(TypeError, match=r"np\.median cannot be traced"):
        np.median(anything)


def test_trace_names_an_unknown_choice() -> None:
    with pytest.raises(hm.InputError, match="did you mean 'stance_strategy'"):
        derivation.trace(stance_stratgy="mixed")
    with pytest.raises(hm.InputError, match="is not one of pelvis_over_foot"):
        derivation.trace(stance_strategy="on_hands")


def test_every_equation_is_named_once_and_rests_on_known_quantities() -> None:
    for name, function in tracing.functions().items():
        assert function.__name__ == name
        for argument in arguments_of(function):
            known = QUANTITIES.keys() | {f.__name__ for f in equilibrium.VALIDITY}
            assert argument in known, (name, argument)


@pytest.mark.parametrize(
    "latex, typeset",
    [
        ("M", "<mi>M</mi>"),
        (r"\gamma_{NS}", "<msub><mi>γ</mi><mrow><mi>N</mi><mi>S</mi></mrow></msub>"),
        (r"\lambda_L", "<msub><mi>λ</mi><mi>L</mi></msub>"),
        (r"t_{\mathrm{age}}", "<msub><mi>t</mi><mi>age</mi></msub>"),
        (r"d_{\min}", "<msub><mi>d</mi><mi>min</mi></msub>"),
        (r"\Delta x", "<mrow><mi>Δ</mi><mi>x</mi></mrow>"),
        (r"\ddot{y}", "<mover><mi>y</mi><mo>¨</mo></mover>"),
        ("J/G", "<mrow><mi>J</mi><mo>/</mo><mi>G</mi></mrow>"),
    ],
)
def test_a_symbol_of_the_table_becomes_one_element(latex: str, typeset: str) -> None:
    assert mathml_symbol(latex) == typeset


def test_an_equation_with_its_symbols_put_in_is_a_tree_of_known_elements() -> None:
    known = {"mrow", "mi", "mn", "mo", "mfrac", "msup", "msub", "msqrt", "mover"}
    for name, function in tracing.differentiable().items():
        text = re.sub("«([^»]+)»", lambda found: mathml_symbol(QUANTITIES[found[1]].symbol), mathml(function))
        assert {element.tag for element in ET.fromstring(text).iter()} <= known, name


def test_what_the_browser_must_load_stays_small() -> None:
    assert len((derivation.FOLDER / "equations.js").read_bytes()) <= 80_000


def thrice(body_mass: Any, stature: Any) -> Any:
    return 3 * body_mass / np.maximum(stature, 0)


def half(thrice: Any) -> Any:
    return thrice / 2


def third(thrice: Any) -> Any:
    return thrice / 3


def test_a_further_script_holds_its_equations_in_the_order_of_need() -> None:
    share = Alternatives("share", "sex", {"female": half, "male": third})
    assert further_file((share, thrice)).splitlines()[2:] == [
        "export const EQUATIONS = {",
        '  thrice: { computes: "thrice", arguments: ["body_mass", "stature"], '
        "value: (body_mass, stature) => 3*body_mass/Math.max(0, stature) },",
        '  half: { computes: "share", arguments: ["thrice"], value: (thrice) => ((1/2))*thrice },',
        '  third: { computes: "share", arguments: ["thrice"], value: (thrice) => ((1/3))*thrice },',
        "};",
        "",
        "export const PLAN = [",
        '  {"name": "thrice", "function": "thrice"},',
        '  {"name": "share", "choice": "sex", "functions": {"female": "half", "male": "third"}},',
        "];",
    ]
