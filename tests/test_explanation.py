"""An explanation can be recomputed by hand, and a ranking rests on exact derivatives."""

import math
import re

import numpy as np
import pytest

import hipmech as hm
from hipmech.explanation import derivatives, explain, public_values, sensitivity
from hipmech.quantities import QUANTITIES
from tests.hips import one_of_them, random_hips, solve

FUNCTIONS = {
    "exp": math.exp,
    "sin": math.sin,
    "cos": math.cos,
    "cosh": math.cosh,
    "asin": math.asin,
    "sqrt": math.sqrt,
}


def recomputed(plain: str, values: dict[str, float]) -> float:
    """What a formula in canonical names gives with Python's own arithmetic, SI."""
    expression = plain.replace("^", "**")
    return float(
        eval(expression, {"__builtins__": {}}, {**FUNCTIONS, "atan2": math.atan2, "max": max, **values})
    )


@pytest.mark.parametrize("strategy", QUANTITIES["stance_strategy"].choices)
def test_every_line_recomputes_to_its_value(strategy: str) -> None:
    for seed in range(20):
        hip = one_of_them(random_hips(seed, 1, "usual", stance_strategy=strategy), 0)
        load = solve(**{**hip, "abductor_strength": 0.5})
        if load.status > 1:
            continue
        values = {name: value * QUANTITIES[name].si for name, value in public_values(load).items()}
        for line in explain(load):
            ours = recomputed(line.plain, values)
            theirs = line.value * QUANTITIES[line.name].si
            assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-12), line.name


@pytest.mark.parametrize("strategy", ["trunk_over_foot", "mixed"])
def test_a_solved_lean_does_not_stand_where_the_given_one_belongs(strategy: str) -> None:
    load = solve(step_width=200, stance_strategy=strategy)
    (line,) = (line for line in explain(load) if line.name == "given_trunk_sine")
    assert load.trunk_lean > 1
    assert r"\sin{\left(0^{\circ} \right)}" in line.numbers


def test_lines_rest_on_those_before_them() -> None:
    known = set(hm.solve().leaves)
    for line in explain(hm.solve()):
        needed = set(re.findall(r"[a-z_][a-z_0-9]+", line.plain)) - set(FUNCTIONS) - {"atan2", "max"}
        assert needed <= known, line.name
        known.add(line.name)


def test_numbers_stand_in_the_latex_with_their_units() -> None:
    line = explain(hm.solve(), "abductor_force")[-1]
    assert line.latex == r"F = \frac{M}{d}"
    assert line.numbers == (r"\frac{63.253\,\mathrm{N\cdot m}}{45.047\,\mathrm{mm}} = 1404.1\,\mathrm{N}")


def test_products_of_numbers_are_told_apart() -> None:
    lines = {line.name: line for line in explain(hm.solve(load_factor=2))}
    assert lines["swing_leg_arm"].latex == r"a_S = 2 b \cos{\left(\varphi \right)}"
    assert lines["swing_leg_arm"].numbers.startswith(
        r"2 \cdot 86\,\mathrm{mm} \cdot \cos{\left(0^{\circ} \right)}"
    )
    assert r"9.80665\,\mathrm{m/s^{2}} \cdot" in lines["supported_weight"].numbers


def test_a_published_lever_explains_itself_too() -> None:
    lines = explain(hm.scenarios.pauwels_1965().solve(), "joint_reaction_bw")
    assert [line.name for line in lines][:2] == ["body_weight", "supported_weight"]
    assert lines[-1].value == pytest.approx(3.009, abs=5e-4)


def test_markdown_and_text_name_every_line() -> None:
    explanation = explain(hm.solve())
    text, markdown = str(explanation), explanation._repr_markdown_()
    assert text.count("\n") == len(explanation) - 1
    assert all(line.quantity.en in markdown for line in explanation)


def test_arrays_and_unknown_outputs_are_refused() -> None:
    many = hm.solve(pelvic_drop=[0, 1])
    with pytest.raises(hm.InputError, match=r"explain takes a single hip, this load has shape \(2,\)"):
        explain(many)
    with pytest.raises(hm.InputError, match="did you mean 'joint_reaction'"):
        explain(hm.solve(), "joint_reacton")
    with pytest.raises(hm.InputError, match="'status' has no derivative here"):
        derivatives(hm.solve(), "status")


def test_sensitivity_is_ranked_by_the_effect_of_the_usual_range() -> None:
    frame = sensitivity(hm.solve(), "joint_reaction_bw")
    effect = frame["over_usual_range"].abs().to_numpy()
    assert np.all(np.diff(effect) <= 0)
    width = np.subtract(*(QUANTITIES["inter_hip_distance"].usual or (0, 0))[::-1])
    row = frame.loc["inter_hip_distance"]
    assert row["over_usual_range"] == pytest.approx(row["derivative"] * width)
    assert row["unit"] == "BW per mm"
    # The lever's +0.10 BW per +10 mm of hip distance, rounded to its last printed digit.
    assert 10 * row["derivative"] == pytest.approx(0.10, abs=0.015)


def test_the_sensitivity_of_many_hips_sums_up_that_of_each() -> None:
    lengths = [46.0, 54.0, 62.0]
    each = [sensitivity(solve(neck_length=length), "joint_reaction_bw") for length in lengths]
    many = sensitivity(solve(neck_length=lengths), "joint_reaction_bw")
    for name in ("neck_length", "inter_hip_distance", "trunk_lean"):
        slopes = [one["derivative"][name] for one in each]
        effects = [abs(one["over_usual_range"][name]) for one in each]
        row = many.loc[name]
        assert row["derivative"] == pytest.approx(np.mean(slopes), rel=1e-12)
        assert (row["lowest"], row["highest"]) == (min(slopes), max(slopes))
        assert row["over_usual_range"] == pytest.approx(np.mean(effects), rel=1e-12)
    assert many.attrs == {"hips": 3, "without": 0}


def test_hips_without_a_derivative_are_counted_and_left_out() -> None:
    held = sensitivity(solve(cane_force=[[0.0, 20.0], [300.0, 310.0]]), "joint_reaction_bw")
    assert held.attrs == {"hips": 2, "without": 2}
    assert held.notna().all(axis=None)
    with pytest.raises(hm.InputError, match="None of these 2 hips has a derivative of joint_reaction_bw"):
        sensitivity(solve(cane_force=[300.0, 310.0]), "joint_reaction_bw")


def test_a_solved_lean_is_no_input_of_its_sensitivity() -> None:
    assert "trunk_lean" not in derivatives(hm.solve(stance_strategy="mixed"), "abductor_moment")


def test_lines_that_do_not_hold_are_left_out() -> None:
    leaning = hm.solve(trunk_lean=35)
    names = {line.name for line in explain(leaning)}
    assert leaning.status_words == "adductors needed"
    assert "abductor_moment" in names
    assert not names & {"abductor_force", "joint_reaction", "utilisation"}


def test_what_cancels_is_a_plain_zero() -> None:
    frame = sensitivity(hm.solve(), "joint_reaction_bw")
    assert str(frame.loc["body_mass", "derivative"]) == "0.0"
    assert str(frame.loc["cane_distance", "derivative"]) == "0.0"
