"""What hipmech predicts beside what was published: one line a number, the worst line last.

``python -m validation.report`` prints it; the exit code is 1 if a line no longer holds.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hipmech.quantities import QUANTITIES

RELATIVE_TOLERANCE = 1e-3


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One published number beside the predicted one.

    Attributes
    ----------
    source : str
        Key of :data:`hipmech.sources.SOURCES`.
    quantity : str
        Canonical name of an output; the unit is its public one.
    predicted, published : float
    tolerance : float
        What still counts as agreement.
    reason : str
        Why that much.
    confidence : str
        A read in the source, B abstract, C quoted by another, D unverified; "computed" from such inputs.
    case : str
        Which case of the source, if it has several.
    null_model : float or None
        Error of simply predicting the mean of the others, where people were measured.
    known_difference : (float, float) or None
        A published disagreement, predicted minus published, and how far it may drift before somebody
        must look; the line then holds only while the disagreement does.
    """

    source: str
    quantity: str
    predicted: float
    published: float
    tolerance: float
    reason: str
    confidence: str
    case: str = ""
    null_model: float | None = None
    known_difference: tuple[float, float] | None = None

    @property
    def difference(self) -> float:
        return self.predicted - self.published

    @property
    def agrees(self) -> bool:
        return abs(self.difference) <= self.tolerance

    @property
    def holds(self) -> bool:
        """Whether the line is as we say: in agreement, or in the disagreement that we publish."""
        if self.known_difference is None:
            return self.agrees
        known, drift = self.known_difference
        return not self.agrees and abs(self.difference - known) <= drift

    @property
    def verdict(self) -> str:
        if not self.holds:
            return "DOES NOT HOLD"
        return "agrees" if self.agrees else "known disagreement"

    def __str__(self) -> str:
        return f"{self.source} {self.case} {self.quantity}: {self.predicted:g} against {self.published:g}"


def golden(
    source: str, case: str, confidence: str, outputs: Mapping[str, float], published: Mapping[str, str]
) -> tuple[Comparison, ...]:
    """Comparisons with numbers as printed: each holds to 1e-3 or half its last digit, whichever is larger."""
    lines = []
    for quantity, printed in published.items():
        half_digit = 0.5 * 10.0 ** -len(printed.partition(".")[2])
        relative = RELATIVE_TOLERANCE * abs(float(printed))
        lines.append(
            Comparison(
                source=source,
                case=case,
                quantity=quantity,
                predicted=outputs[quantity],
                published=float(printed),
                tolerance=max(half_digit, relative),
                reason="half the last printed digit" if half_digit >= relative else "1e-3 of the value",
                confidence=confidence,
            )
        )
    return tuple(lines)


def every_comparison() -> tuple[Comparison, ...]:
    """The comparisons of all papers beside this file, the worst last."""
    papers = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py") if file.stem != "report")
    modules = [importlib.import_module(f"{__package__}.{paper}") for paper in papers]
    lines = [line for module in modules for line in module.comparisons()]
    return tuple(sorted(lines, key=lambda line: abs(line.difference) / line.tolerance))


HEADINGS = (
    "source",
    "quantity",
    "predicted",
    "published",
    "difference",
    "null model",
    "confidence",
    "verdict",
)


def cells(line: Comparison) -> tuple[str, ...]:
    """A line of the report as text."""
    unit = QUANTITIES[line.quantity].unit
    decimals = 3 if unit == "BW" else 2
    return (
        f"{line.source} {line.case}".strip(),
        line.quantity,
        f"{line.predicted:.{decimals}f} {unit}",
        f"{line.published:.{decimals}f} {unit}",
        f"{line.difference:+.{decimals}f}",
        "" if line.null_model is None else f"±{line.null_model:.{decimals}f}",
        line.confidence,
        line.verdict,
    )


def report(lines: Iterable[Comparison]) -> str:
    """The report as a text table."""
    rows = [HEADINGS, *map(cells, lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def assert_all_hold(lines: Iterable[Comparison]) -> None:
    """Fail with the report of the lines that are no longer as we say."""
    broken = [line for line in lines if not line.holds]
    assert not broken, "\n" + report(broken)


def main() -> int:
    """Print the report."""
    lines = every_comparison()
    print(report(lines))
    known = [line for line in lines if line.known_difference]
    print(
        f"\n{len(lines)} numbers, {len(known)} known disagreements. Null model: the error of predicting the"
    )
    print("mean of the other people; no static model has been shown to do better for the individual.")
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
