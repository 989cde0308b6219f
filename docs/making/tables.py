"""Tables that stand in the built pages alone, each from the one place that holds its rows."""

import tomllib
from collections.abc import Callable, Iterable, Iterator

from docs.generate import DOCS, given, grid
from hipmech.quantities import QUANTITIES, Quantity
from hipmech.sources import SOURCES, Source
from validation.comparison import Comparison
from validation.report import every_comparison

CITED = DOCS.parent / "CITATION.cff"


def quantities_table(*kinds: str) -> str:
    """All that is known of the quantities of some kinds."""
    rows = [row for row in QUANTITIES.values() if row.kind in kinds]
    return grid(
        ("symbol", "name", "in words", "unit", "default", "usual (limits)", "source"),
        (
            (
                f"${row.symbol}$",
                f"`{row.name}`",
                f"{row.en}<br>*{row.nl}*",
                row.unit,
                given(row),
                spans(row),
                "<br>".join(map(with_confidence, (row.source, *row.further_sources))),
            )
            for row in rows
        ),
    )


def choices_table() -> str:
    """What is chosen by name; the first is the default."""

    def named(row: Quantity) -> str:
        others = (f"`{choice}`" for choice in row.choices if choice != row.default)
        return ", ".join((f"**`{row.default}`**", *others))

    return grid(
        ("name", "English", "Nederlands", "choices, the default first", "source"),
        (
            (f"`{row.name}`", row.en, row.nl, named(row), with_confidence(row.source))
            for row in QUANTITIES.values()
            if row.kind == "choice"
        ),
    )


def steps_table() -> str:
    return grid(
        ("symbol", "name", "unit", "English", "Nederlands"),
        (
            (f"${row.symbol}$", f"`{row.name}`", row.unit, row.en, row.nl)
            for row in QUANTITIES.values()
            if row.kind == "step"
        ),
    )


def spans(row: Quantity) -> str:
    """The usual range, and in brackets the limits outside of which it is refused."""
    limits = f"({span(row.limits)})" if row.limits else ""
    return "<br>".join(filter(None, (span(row.usual), limits)))


def span(ends: tuple[float, float] | None) -> str:
    return f"{ends[0]:g} to {ends[1]:g}".replace("-", "−").replace(" ", "\u00a0") if ends else ""


def with_confidence(key: str) -> str:
    """A source and how far it can be trusted.

    Examples
    --------
    >>> with_confidence("fischer_2020")
    '`fischer_2020` (B)'
    """
    return f"`{key}` ({SOURCES[key].confidence})"


def disagreements_list() -> str:
    """Every line of the report that is a known disagreement, under the reason why."""
    by_reason: dict[str, list[Comparison]] = {}
    for line in disagreements():
        by_reason.setdefault(line.why, []).append(line)
    return "\n\n".join(
        f"**{why[0].upper()}{why[1:]}.**\n\n{lines_table(lines)}" for why, lines in by_reason.items()
    )


def lines_table(lines: Iterable[Comparison]) -> str:
    return grid(
        ("source", "case", "what", "ours", "theirs"),
        (
            (
                with_confidence(line.source),
                line.case,
                worded(line.quantity),
                shown(line.predicted, line.unit),
                shown(line.reference, line.unit),
            )
            for line in lines
        ),
    )


def disagreements() -> Iterator[Comparison]:
    return (line for line in every_comparison() if not line.agrees)


def worded(quantity: str) -> str:
    return QUANTITIES[quantity].en if quantity in QUANTITIES else quantity


def shown(value: float, unit: str) -> str:
    digits = {"BW": 3, "%": 1}.get(unit, 2)
    written = f"{value:.{digits}f} {unit.replace('deg', '°')}".strip().replace("-", "−")
    return written.replace(" ", "\u00a0")


def sources_list() -> str:
    """Every source under a heading of its own, so that a link can lead to it."""
    return "\n\n".join(source_entry(SOURCES[key]) for key in sorted(SOURCES))


def source_entry(one: Source) -> str:
    address = f" [doi:{one.doi}](https://doi.org/{one.doi})" if one.doi else ""
    return (
        f"## {one.key}\n\n{one.citation}{address}\n\n"
        f"Confidence **{one.confidence}**; {one.where}. {one.finding}"
    )


YEAR = 2026
"""Of the version."""


def citation() -> str:
    """The entry of CITATION.cff as BibTeX."""
    version = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    title = next(
        line.partition(":")[2].strip().strip('"')
        for line in CITED.read_text("utf-8").splitlines()
        if line.startswith("title:")
    )
    return (
        "```bibtex\n@software{hipmech,\n  author = {{hipmech developers}},\n"
        f"  title = {{{{{title}}}}},\n  version = {{{version}}},\n  year = {{{YEAR}}}\n}}\n```"
    )


BUILT: dict[str, Callable[[], str]] = {
    "inputs": lambda: quantities_table("input", "lever", "further input"),
    "choices": choices_table,
    "outputs": lambda: quantities_table("output", "weakness", "further output"),
    "constants": lambda: quantities_table("constant"),
    "steps": steps_table,
    "disagreements": disagreements_list,
    "sources": sources_list,
    "citation": citation,
}
"""What stands in the place of ``<!--built: name-->`` … ``<!--end-->``."""
