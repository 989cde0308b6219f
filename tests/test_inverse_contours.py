"""Lines of equal load: every point of them is solved again."""

from typing import Any

import numpy as np
import pytest

from hipmech import inverse
from hipmech.errors import InputError, UnknownQuantity
from tests.hips import solve

LEVELS = [2.0, 2.4, 2.8, 3.2]


@pytest.mark.parametrize("count", [2, 7, 48])
def test_every_point_has_its_level(count: int) -> None:
    found = inverse.contour(
        "neck_shaft_angle", "inter_hip_distance", "joint_reaction_bw", LEVELS, count=count, pelvic_drop=3
    )
    assert found.lines
    for line in found.lines:
        again = solve(neck_shaft_angle=line.x, inter_hip_distance=line.y, pelvic_drop=3).joint_reaction_bw
        assert again == pytest.approx(line.level, abs=1e-9)
        assert np.all((line.x >= 114) & (line.x <= 140) & (line.y >= 145) & (line.y <= 199))


def test_a_line_is_where_the_inverse_question_finds_it() -> None:
    found = inverse.contour("neck_shaft_angle", "cane_force", "joint_reaction_bw", 2.0, y_range=(0, 150))
    (line,) = found.lines
    answer = inverse.needed("cane_force", "joint_reaction_bw", at_most=2.0, neck_shaft_angle=line.x)
    assert answer.values == pytest.approx(line.y, abs=1e-6)


def test_no_line_runs_where_the_output_has_no_number_and_none_is_drawn_for_a_level_that_never_occurs() -> (
    None
):
    found = inverse.contour(
        "trunk_lean", "cane_force", "joint_reaction_bw", [0.9, 50.0], x_range=(0, 40), y_range=(0, 250)
    )
    assert np.isnan(found.values).any()
    assert {line.level for line in found.lines} == {0.9}
    for line in found.lines:
        assert np.isfinite(line.x).all()
        assert np.isfinite(line.y).all()
        again = solve(trunk_lean=line.x, cane_force=line.y)
        assert np.all(again.status <= 1)


def test_a_level_without_a_line_is_told_with_what_the_output_lies_between() -> None:
    names = ("neck_shaft_angle", "neck_length", "joint_reaction_bw")
    found = inverse.contour(*names, [9.0, 2.0, 2.5, 9.0], count=12)
    low, high = found.values.min(), found.values.max()
    told = f"joint_reaction_bw lies between {low:.4g} and {high:.4g} BW here"
    assert low > 2.0
    assert high < 9.0
    assert (found.levels, found.unreached) == ((2.0, 2.5, 9.0), (2.0, 9.0))
    assert found.reasons == {level: f"no line of {level:g} BW: {told}" for level in (2.0, 9.0)}
    assert found.table().attrs["reasons"] == found.reasons
    assert repr(found).endswith(f"points; no line of 2, 9 BW: {told}>")
    whole = inverse.contour(*names, 2.5, count=12)
    assert (whole.unreached, whole.reasons) == ((), {})
    assert repr(whole).startswith(
        "<Contours of joint_reaction_bw over neck_shaft_angle and neck_length: 1 line,"
    )
    assert repr(whole).endswith("points>")


def test_a_map_with_holes_or_without_a_number_says_so() -> None:
    asked: dict[str, Any] = {"x": "trunk_lean", "y": "cane_force", "output": "joint_reaction_bw", "count": 9}
    holes = inverse.contour(**asked, levels=50.0, x_range=(0, 40), y_range=(0, 250))
    assert "BW here, with holes where it has no number" in repr(holes)
    empty = inverse.contour(**asked, levels=2.0, x_range=(0, 10), y_range=(290, 300))
    assert empty.reasons == {2.0: "no line of 2 BW: joint_reaction_bw has no number here"}


def test_a_ring_is_closed() -> None:
    """Around the origin from which the least strength is needed, lines close."""
    ranges: dict[str, Any] = {"x_range": (-60, 120), "y_range": (30, 220), "count": 30}
    names = ("abductor_origin_lateral", "abductor_origin_up", "utilisation")
    values = inverse.contour(*names, 0.5, **ranges).values
    levels = np.nanquantile(values, np.linspace(0.01, 0.3, 12))
    rings = [line for line in inverse.contour(*names, levels, **ranges).lines if line.closed]
    assert rings
    assert all(line.x[0] == line.x[-1] and line.y[0] == line.y[-1] for line in rings)


def test_a_node_that_has_the_level_itself_stays_where_it_is() -> None:
    exact = solve(neck_length=60.0, pelvic_drop=2.0).joint_reaction_bw
    found = inverse.contour(
        "neck_length", "pelvic_drop", "joint_reaction_bw", exact, x_range=(50, 70), y_range=(0, 4), count=5
    )
    assert any(np.any((line.x == 60) & (line.y == 2)) for line in found.lines)
    for line in found.lines:
        assert solve(neck_length=line.x, pelvic_drop=line.y).joint_reaction_bw == pytest.approx(
            exact, abs=1e-9
        )


def test_the_table_has_a_row_for_each_point() -> None:
    found = inverse.contour("neck_length", "pelvic_drop", "abductor_moment", [60.0, 65.0])
    table = found.table()
    assert list(table) == ["abductor_moment", "line", "neck_length", "pelvic_drop"]
    assert len(table) == sum(line.x.size for line in found.lines)
    assert table.attrs["units"] == {"abductor_moment": "N·m", "neck_length": "mm", "pelvic_drop": "deg"}
    assert inverse.contour("neck_length", "pelvic_drop", "abductor_moment", 900.0).table().empty
    assert f"{len(table)} points" in repr(found)


@pytest.mark.parametrize(
    "asked, words",
    [
        ({"y": "neck_length"}, "neck_length is on both axes"),
        ({"count": 1}, "count = 1 is not allowed: it is a whole number, at least 2"),
        ({"neck_length": 50}, "neck_length is on an axis and given too"),
        ({"body_mass": [50, 60]}, "body_mass takes one value here"),
        ({"x_range": (60, 50)}, r"neck_length = \(60, 50\) is no range"),
        ({"x_range": (1, 50)}, "neck_length = 1 mm is not allowed"),
        ({"levels": [np.nan]}, "are no levels"),
        ({"output": "joint_reactoin"}, "no output to draw lines of; did you mean 'joint_reaction'"),
    ],
)
def test_maps_that_cannot_be_drawn_are_refused(asked: dict[str, Any], words: str) -> None:
    question: dict[str, Any] = {
        "x": "neck_length",
        "y": "pelvic_drop",
        "output": "joint_reaction_bw",
        "levels": 2.5,
    } | asked
    with pytest.raises(InputError, match=words):
        inverse.contour(**question)


def test_an_unknown_axis_suggests_the_nearest() -> None:
    with pytest.raises(UnknownQuantity, match="did you mean 'neck_length'"):
        inverse.contour("neck_lenght", "pelvic_drop", "joint_reaction_bw", 2.5)
