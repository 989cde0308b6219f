"""What hipmech predicts beside a reference: one line a number, the worst line of each tier last.

``hipmech validate`` and ``python -m validation.report`` print it; the exit code is 1 if a line no longer
holds.
"""

from __future__ import annotations

import importlib
import json
import math
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from .comparison import KNOWN, ORIGINS, TIERS, Comparison, worst_last
from .layout import aligned, piped, separated

WIDTH = 110


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
    """The comparisons of all papers, by tier, the worst of each last."""
    return worst_last(line for paper in papers() for line in paper.comparisons())


def every_line_beside() -> tuple[Comparison, ...]:
    """The comparisons with all models that are installed, the worst last."""
    return worst_last(line for peer in peers() if peer.installed() for line in peer.beside())


def every_remark() -> tuple[str, ...]:
    """What the papers say that is no comparison of ours, and which models are not here."""
    remarks = [remark for module in modules_with("REMARKS") for remark in module.REMARKS]
    return (*remarks, *(peer.NOT_INSTALLED for peer in peers() if not peer.installed()))


HEADINGS = (
    "source",
    "quantity",
    "predicted",
    "reference",
    "difference",
    "null model",
    "agrees within",
    "confidence",
    "the reference is",
    "verdict",
)

TEXT_HEADINGS = (
    "source, case, quantity",
    "predicted",
    "reference",
    "difference",
    "null model",
    "agrees within",
    "verdict",
)
"""Of a terminal: what else there is to a reference stands once a source below the table."""
TEXT_WIDTHS = (39, 12, 12, 11, 11, 12, 13)


def text_cells(line: Comparison, reasons: Sequence[str]) -> tuple[str, ...]:
    """A line of the report for a terminal: its numbers, without what :func:`places_of` says."""
    source, quantity, *numbers, _, _, _ = cells(line, reasons)
    verdict = "differs" if line.holds and not line.agrees else line.verdict
    return (f"{source}, {quantity}", *numbers, verdict)


def places_of(lines: Iterable[Comparison]) -> tuple[str, ...]:
    """Where the references of each source stand, how sure they are, and what they are."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for line in lines:
        found.setdefault((line.source, line.where), {})[f"{line.confidence}, {line.origin}"] = None
    return tuple(
        f"{source} [{'; '.join(kinds)}]: {where or 'by hand'}" for (source, where), kinds in found.items()
    )


def cells(line: Comparison, reasons: Sequence[str]) -> tuple[str, ...]:
    """A line of the report as text; what agrees refers to its reason by number."""

    def shown(value: float, form: str = "") -> str:
        decimals = {"BW": 3, "%": 1}.get(line.unit, 2)
        if round(value, decimals) == 0:
            return "0"
        return f"{value:{form}.{decimals}f} {line.unit}".strip()

    apart = shown(line.difference, "+")
    null = "–" if line.null is None else f"{shown(line.null)}{' (nearer)' if line.null_is_nearer else ''}"
    return (
        f"{line.source} {line.case}".strip(),
        line.quantity,
        shown(line.predicted),
        *(("a direction", "–") if line.is_direction and line.agrees else (shown(line.reference), apart)),
        null,
        f"{_within(line)} [{reasons.index(line.reason) + 1}]",
        line.confidence,
        line.origin,
        line.verdict,
    )


def _within(line: Comparison) -> str:
    if line.band is None:
        return f"±{line.tolerance:.2g}"
    low, high = line.band
    if math.isinf(high):
        return f"at least {low:g}"
    return f"at most {high:g}" if math.isinf(low) else f"{low:.3g} to {high:.3g}"


def reasons_of(lines: Iterable[Comparison]) -> tuple[str, ...]:
    """Why that much agrees, each reason once."""
    return tuple(dict.fromkeys(line.reason for line in lines))


def whys_of(lines: Iterable[Comparison]) -> tuple[str, ...]:
    """Why lines disagree, each reason once with the sources that it stands for."""
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.why:
            found.setdefault(line.why, {})[line.source] = None
    return tuple(f"{', '.join(sources)}: {why}." for why, sources in found.items())


def report(lines: Iterable[Comparison]) -> str:
    """Lines as a text table, with their places and the reasons of tolerances and disagreements below."""
    lines = tuple(lines)
    reasons = reasons_of(lines)
    rows = [TEXT_HEADINGS, *(text_cells(line, reasons) for line in lines)]
    notes = [f"[{number}] {reason}" for number, reason in enumerate(reasons, start=1)]
    parts = [aligned(rows, TEXT_WIDTHS)]
    for below in (notes, whys_of(lines), places_of(lines)):
        parts.append("\n".join(textwrap.fill(note, WIDTH, subsequent_indent="    ") for note in below))
    return "\n\n".join(filter(None, parts))


LEGEND = (
    *(f"{origin}: {meaning}." for origin, meaning in ORIGINS.items()),
    "null model: what somebody says who knows nothing. Of a change: there is none; (nearer) where that is "
    "nearer than we are. Of people: their own average, an opponent for single persons alone.",
    "confidence: A read in the source, B in its abstract, C quoted by another. No line rests on less.",
)


def by_tier(lines: Iterable[Comparison]) -> Iterator[tuple[str, tuple[Comparison, ...]]]:
    """The lines of each tier that has any."""
    lines = tuple(lines)
    for tier in TIERS:
        found = tuple(line for line in lines if line.tier == tier)
        if found:
            yield tier, found


def as_text(lines: Sequence[Comparison], remarks: Sequence[str]) -> str:
    """Every tier as a table, for a terminal; :data:`WIDTH` wide."""
    parts = [f"{title(tier)}\n{TIERS[tier]}\n\n{report(found)}" for tier, found in by_tier(lines)]
    notes = (textwrap.fill(note, WIDTH) for note in (*LEGEND, *remarks))
    return "\n\n".join((*parts, *notes, textwrap.fill(counted(lines), WIDTH)))


def as_markdown(lines: Sequence[Comparison], remarks: Sequence[str]) -> str:
    """The same as Markdown, with the place in the source that each reference stands in."""
    parts = ["# hipmech beside the literature", counted(lines)]
    for tier, found in by_tier(lines):
        reasons = reasons_of(found)
        rows = [(*HEADINGS, "where"), *((*cells(line, reasons), line.where) for line in found)]
        parts += [f"## {title(tier)}", TIERS[tier], piped(rows)]
        parts.append("\n".join(f"{number}. {reason}" for number, reason in enumerate(reasons, start=1)))
        parts += ["\n".join(f"- {why}" for why in whys_of(found))] if whys_of(found) else []
    parts += ["## What the words mean", "\n".join(f"- {note}" for note in LEGEND)]
    parts += ["## Beside the tables", "\n".join(f"- {remark}" for remark in remarks)]
    return "\n\n".join(parts)


def title(tier: str) -> str:
    """A tier as a heading."""
    return f"{tier[:1].upper()}{tier[1:]}"


def as_rows(lines: Iterable[Comparison]) -> list[dict[str, Any]]:
    """The lines as records of plain values: None where there is no number, or no end."""
    return [
        {
            "tier": line.tier,
            "source": line.source,
            "where": line.where,
            "case": line.case,
            "quantity": line.quantity,
            "unit": line.unit,
            "predicted": line.predicted,
            "reference": line.reference,
            "difference": line.difference,
            "null_model": line.null,
            "null_is_nearer": line.null_is_nearer,
            "agrees_from": _finite(line.band[0] if line.band else line.reference - line.tolerance),
            "agrees_to": _finite(line.band[1] if line.band else line.reference + line.tolerance),
            "tolerance_reason": line.reason,
            "confidence": line.confidence,
            "kind": line.origin,
            "verdict": line.verdict,
            "why": line.why,
        }
        for line in lines
    ]


def _finite(end: float) -> float | None:
    return end if math.isfinite(end) else None


def as_csv(lines: Sequence[Comparison], remarks: Sequence[str]) -> str:
    """One line a row, numbers with twelve digits; the remarks are left out."""
    return separated(as_rows(lines))


def as_json(lines: Sequence[Comparison], remarks: Sequence[str]) -> str:
    """One object: lines, remarks, and whether all hold."""
    found = {"holds": holds(lines), "lines": as_rows(lines), "remarks": list(remarks)}
    return json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False)


FORMATS: Mapping[str, Callable[[Sequence[Comparison], Sequence[str]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}


def holds(lines: Iterable[Comparison]) -> bool:
    """Whether all lines are as we say."""
    return all(line.holds for line in lines)


def assert_all_hold(lines: Iterable[Comparison]) -> None:
    """Fail with the report of the lines that are no longer as we say."""
    broken = [line for line in lines if not line.holds]
    assert not broken, "\n" + report(broken)


def counted(lines: Sequence[Comparison]) -> str:
    """How many lines there are by tier, how many agree, and how many are no longer as we say."""
    parts = []
    for tier, found in by_tier(lines):
        agreeing = sum(line.agrees for line in found)
        parts.append(f"{len(found)} {tier}" if tier == KNOWN else f"{agreeing} of {len(found)} {tier} agree")
    broken = sum(not line.holds for line in lines)
    verdict = f"{broken} DO NOT HOLD" if broken else "all hold, or disagree as published"
    more = "" if all(peer.installed() for peer in peers()) else MORE
    return f"{len(lines)} lines: {', '.join(parts)}; {verdict}.{more}"


MORE = " The extra hipmech[validation] adds lines beside a full-body model."


def everything() -> tuple[tuple[Comparison, ...], tuple[str, ...]]:
    """Every line, those beside full-body models before the disagreements, and every remark."""
    return worst_last((*every_comparison(), *every_line_beside())), every_remark()


def main() -> int:
    """Print the report."""
    lines, remarks = everything()
    print(as_text(lines, remarks))
    return 0 if holds(lines) else 1


if __name__ == "__main__":
    sys.exit(main())
