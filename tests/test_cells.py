"""Cells: numbers are numbers and nothing else, and no cell becomes a formula."""

import numpy as np
import pytest

from hipmech.cells import comma_hint, counted, decimal_comma, figures, harmless, numbers, one_line


def test_numbers_are_numbers_and_nothing_else() -> None:
    cells = ["5", " 5.5 ", "-1e3", "", "abc", "1_000", "5,5", "1,234.5", None, 7, "nan"]
    expected = [5, 5.5, -1000, *[np.nan] * 6, 7, np.nan]
    np.testing.assert_array_equal(numbers(cells), expected)


def test_most_filled_cells_decide_about_decimal_commas() -> None:
    assert decimal_comma(["", "74,5", "80,1", "abc"]) == "74,5"
    assert decimal_comma(["74,5", "80.1", "70"]) == ""
    assert decimal_comma(["", ""]) == ""


def test_figures_hide_the_last_bits_and_nothing_else() -> None:
    values = np.array([0.1 + 0.2, 1 / 3, 1e15, 5e-9, -0.0, 2.0])
    assert figures(values) == ["0.3", "0.333333333333", "1e+15", "5e-09", "0", "2"]


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "=", "-n/a", "+1+1"])
def test_formulas_of_a_spreadsheet_are_guarded(cell: str) -> None:
    assert harmless(cell) == (cell if len(cell) == 1 else f"'{cell}")


@pytest.mark.parametrize("cell", ["-5", "+5.5", "-5,5", "-1e-3", "-5 %", "1-2", "", "a=b", " =x", "-"])
def test_numbers_and_text_are_not_touched(cell: str) -> None:
    assert harmless(cell) == cell


def test_comment_lines_stay_one_cell_of_one_line() -> None:
    assert one_line("kg,=1+1\nx\r\ty;z|") == "kg =1+1 x y z"


@pytest.mark.parametrize(
    "typed, said",
    [
        ("74,5", " It has a decimal comma: write 74.5."),
        ("0,627", " It has a decimal comma: write 0.627."),
        ("1,700", " Its comma is not clear: write 1700, or 1.700 if it is decimal."),
        ("1,700,000", " Its comma is not clear: write 1700000."),
        ("1,700.5", " Its comma is not clear: write 1700.5."),
        ("74.5", ""),
        ("a,b", ""),
    ],
)
def test_what_a_comma_may_mean_is_said(typed: str, said: str) -> None:
    assert comma_hint(typed) == said


def test_one_is_one() -> None:
    assert [counted(number, "row") for number in (0, 1, 1000)] == ["0 rows", "1 row", "1,000 rows"]
