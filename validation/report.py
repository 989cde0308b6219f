"""What hipmech predicts beside a reference: one line a number, the worst line last.

``python -m validation.report`` prints it; the exit code is 1 if a line no longer holds.
"""

from __future__ import annotations

import importlib
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from hipmech.quantities import QUANTITIES

RELATIVE_TOLERANCE = 1e-3

PRINTED = "printed"
COMPUTED = "computed from its inputs"
MEASURED = "mean of its measurements"
QUOTED = "quoted by others"
MODEL = "a full-body model"
ORIGINS = {
    PRINTED: "the source prints this number",
    COMPUTED: "by hand from what the source gives; agreement shows that both do the same mechanics",
    MEASURED: "of living people",
    QUOTED: "often written, not in the source",
    MODEL: "computed by other people's software; no measurement either",
}
"""Where a reference comes from, and what that means."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One reference beside the predicted number.

    Attributes
    ----------
    source : str
        Key of :data:`hipmech.sources.SOURCES`.
    quantity : str
        Canonical name of an output; the unit is its public one.
    predicted, reference : float
    origin : str
        Where the reference comes from: one of :data:`ORIGINS`.
    tolerance : float
        What still counts as agreement.
    reason : str
        Why that much.
    confidence : str
        The least certain of what goes into the line: A read in the source, B abstract, C quoted by another,
        D our own assumption. A line with D tests our arithmetic alone.
    case : str
        Which case of the source, if it has several.
    known_difference : (float, float) or None
        A published disagreement, predicted minus reference, and how far it may drift before somebody
        must look; the line then holds only while the disagreement does.
    """

    source: str
    quantity: str
    predicted: float
    reference: float
    origin: str
    tolerance: float
    reason: str
    confidence: str
    case: str = ""
    known_difference: tuple[float, float] | None = None

    @property
    def unit(self) -> str:
        return QUANTITIES[self.quantity].unit

    @property
    def difference(self) -> float:
        return self.predicted - self.reference

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
        if not self.agrees:
            return "known disagreement"
        return "same arithmetic" if self.confidence == "D" else "agrees"

    def __str__(self) -> str:
        return f"{self.source} {self.case} {self.quantity}: {self.predicted:g} against {self.reference:g}"


def golden(
    source: str,
    case: str,
    origin: str,
    confidence: str,
    outputs: Mapping[str, float],
    references: Mapping[str, str],
) -> tuple[Comparison, ...]:
    """Comparisons with numbers as written: each holds to 1e-3 or half its last digit, whichever is larger."""
    lines = []
    for quantity, written in references.items():
        half_digit = 0.5 * 10.0 ** -len(written.partition(".")[2])
        relative = RELATIVE_TOLERANCE * abs(float(written))
        lines.append(
            Comparison(
                source=source,
                case=case,
                quantity=quantity,
                predicted=outputs[quantity],
                reference=float(written),
                origin=origin,
                tolerance=max(half_digit, relative),
                reason="half the last digit" if half_digit >= relative else "1e-3 of the value",
                confidence=confidence,
            )
        )
    return tuple(lines)


def modules_with(name: str) -> tuple[ModuleType, ...]:
    """The modules beside this file that define a name."""
    stems = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py") if file.stem != "report")
    modules = (importlib.import_module(f"{__package__}.{stem}") for stem in stems)
    return tuple(module for module in modules if hasattr(module, name))


def papers() -> tuple[ModuleType, ...]:
    """The papers beside this file."""
    return modules_with("comparisons")


def peers() -> tuple[ModuleType, ...]:
    """Models of other people beside this file; what they run on may not be installed."""
    return modules_with("beside")


def every_comparison() -> tuple[Comparison, ...]:
    """The comparisons of all papers, the worst last."""
    return worst_last(line for paper in papers() for line in paper.comparisons())


def every_line_beside() -> tuple[Comparison, ...]:
    """The comparisons with all models that are installed, the worst last."""
    return worst_last(line for peer in peers() if peer.installed() for line in peer.beside())


def worst_last(lines: Iterable[Comparison]) -> tuple[Comparison, ...]:
    return tuple(sorted(lines, key=lambda line: abs(line.difference) / line.tolerance))


def every_remark() -> tuple[str, ...]:
    """What the papers say that is no comparison of ours."""
    return tuple(remark for paper in papers() for remark in getattr(paper, "REMARKS", ()))


HEADINGS = (
    "source",
    "quantity",
    "predicted",
    "reference",
    "the reference is",
    "difference",
    "tolerance",
    "confidence",
    "verdict",
)


def cells(line: Comparison, reasons: Sequence[str]) -> tuple[str, ...]:
    """A line of the report as text; the tolerance refers to its reason by number."""
    decimals = 3 if line.unit == "BW" else 2
    return (
        f"{line.source} {line.case}".strip(),
        line.quantity,
        f"{line.predicted:.{decimals}f} {line.unit}".strip(),
        f"{line.reference:.{decimals}f} {line.unit}".strip(),
        line.origin,
        f"{line.difference:+.{decimals}f}",
        f"±{line.tolerance:.2g} [{reasons.index(line.reason) + 1}]",
        line.confidence,
        line.verdict,
    )


def report(lines: Iterable[Comparison]) -> str:
    """The report as a text table, with the reasons of the tolerances below."""
    lines = tuple(lines)
    reasons = tuple(dict.fromkeys(line.reason for line in lines))
    rows = [HEADINGS, *(cells(line, reasons) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
    notes = (f"[{number}] {reason}" for number, reason in enumerate(reasons, start=1))
    return "\n".join((*table, "", *notes))


def legend() -> str:
    """What the words of the table mean."""
    origins = (f"{origin}: {meaning}." for origin, meaning in ORIGINS.items())
    return "\n".join(
        (
            *origins,
            "confidence: A read in the source, B in its abstract, C quoted by another, D our own assumption.",
            "same arithmetic: agreement in a line with D; it tests our arithmetic, not nature.",
        )
    )


def assert_all_hold(lines: Iterable[Comparison]) -> None:
    """Fail with the report of the lines that are no longer as we say."""
    broken = [line for line in lines if not line.holds]
    assert not broken, "\n" + report(broken)


def counted(lines: Sequence[Comparison]) -> str:
    """How many lines there are, and how many of them disagree as published."""
    known = [line for line in lines if line.known_difference]
    return f"{len(lines)} numbers, {len(known)} known disagreements."


def main() -> int:
    """Print the report."""
    lines, beside = every_comparison(), every_line_beside()
    print(f"{report(lines)}\n\n{legend()}\n\n{counted(lines)}")
    for remark in every_remark():
        print(f"\n{textwrap.fill(remark, 110)}")
    if beside:
        print(f"\nBeside models of the whole body:\n\n{report(beside)}\n\n{counted(beside)}")
    for peer in peers():
        if not peer.installed():
            print(f"\n{peer.NOT_INSTALLED}")
    return 0 if all(line.holds for line in (*lines, *beside)) else 1


if __name__ == "__main__":
    sys.exit(main())
