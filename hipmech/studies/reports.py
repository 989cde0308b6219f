"""What a study found: cases by status, intervals by group, and which input explains the spread."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import figures, harmless
from hipmech.errors import FileError, InputError
from hipmech.influence import Indices, from_design
from hipmech.notebooks import Tabled
from hipmech.quantities import QUANTITIES
from hipmech.studies.parts import gathered, notes
from hipmech.studies.results import Results, metadata
from hipmech.tables import write_rows, writing

if TYPE_CHECKING:
    import pandas as pd

    from hipmech.studies.folders import Folder
    from hipmech.studies.reading import Study, Wishes

MOST_GROUPS = 10_000
"""Groups of a summary at most."""
RANKING_SEED = 0
"""Of the lot and the bootstrap: the same study gives the same intervals."""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Report(Tabled):
    """What a study found, and where it stands.

    Attributes
    ----------
    title : str
    files : tuple of Path
        The data first.
    cases : int
    counts : mapping of str to int
        Cases by status in words, those that occur.
    example : str
        Why the first case with an input that is not allowed has no outputs; empty if there is none.
    summary : DataFrame or None
        One row a group and output: ``cases`` with a number, ``mean``, ``sd``, extremes, quantiles.
    ranking : Indices or None
    assumptions : tuple of str
        What was estimated or assumed.
    warnings : tuple of str
        Cases outside what is usual, or solved with an unspecified value; why there is no ranking, or none
        with intervals.
    """

    title: str
    files: tuple[Path, ...]
    cases: int
    counts: Mapping[str, int]
    example: str
    summary: pd.DataFrame | None
    ranking: Indices | None
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]

    def as_object(self) -> dict[str, Any]:
        """The report for JSON: null where there is no number."""
        found: dict[str, Any] = {
            "title": self.title,
            "files": [str(file) for file in self.files],
            "cases": self.cases,
            "counts": dict(self.counts),
            "example": self.example,
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
        }
        if self.summary is not None:
            found["summary"] = json.loads(self.summary.to_json(orient="records", double_precision=15))
        if self.ranking is not None:
            table = self.ranking.table().reset_index()
            found["ranking"] = {
                **{name: table.attrs[name] for name in ("output", "mean", "sd", "level", "left_out")},
                "cases": self.ranking.evaluations,
                "inputs": json.loads(table.to_json(orient="records", double_precision=15)),
            }
        return found


def report(study: Study, folder: Folder, results: Results, language: str) -> Report:
    """What the complete parts of a study tell; its files are written beside the data.

    Raises
    ------
    InputError
        Too many groups.
    FileError
    """
    told, cases, wishes = gathered(folder.told()), study.design.size, study.wishes
    example, missing = told["example"], ""
    summary = ranking = None
    if wishes is not None and results.summary is not None:
        grouping = grouped(wishes, folder)
        summary = summarised(study, wishes, folder, grouping)
        _write(results.summary, study, summary)
        ranking, missing = _ranking(study, wishes, folder)
        if ranking is not None and results.ranking is not None:
            _write(results.ranking, study, ranking.table().reset_index())
        if results.figure is not None:
            _draw(results.figure, study, wishes, folder, grouping, ranking, language)
    return Report(
        title=study.title,
        files=tuple(file for file in results.files if ranking is not None or file != results.ranking),
        cases=cases,
        counts=told["counts"],
        example="" if example is None else f"case {example[0] + 1:,}: {example[1]}",
        summary=summary,
        ranking=ranking,
        assumptions=study.assumptions,
        warnings=(*notes(told, cases, study.design.sourced), *([missing] if missing else [])),
    )


class Group(NamedTuple):
    """Values of an output in one group, in ascending order; cases without a number left out.

    The name is ``None`` where all cases are one group, and empty where the cells are blank.
    """

    name: Any
    values: NDArray[np.float64]


class Grouping(NamedTuple):
    """Which cases belong together.

    Attributes
    ----------
    names : list
        Of the groups, in their order.
    order : ndarray, shape (cases,)
        Cases group by group.
    borders : ndarray
        Where in the order each group but the first begins.
    """

    names: list[Any]
    order: NDArray[np.intp]
    borders: NDArray[np.intp]

    def values(self, folder: Folder, output: str) -> Iterator[Group]:
        """The values of an output by group."""
        parts = np.split(folder.column(output)[self.order], self.borders)
        for name, part in zip(self.names, parts, strict=True):
            yield Group(name, np.sort(part[np.isfinite(part)]))


def grouped(wishes: Wishes, folder: Folder) -> Grouping:
    """The groups that a report asks for, in the order of their names; all cases where it asks for none."""
    import pandas as pd

    if not wishes.by:
        return Grouping([None], np.arange(folder.cut.cases), np.empty(0, np.intp))
    known: dict[Any, int] = {}
    codes = np.empty(folder.cut.cases, np.int32)
    for start, frame in zip(folder.cut.starts, folder.frames([wishes.by]), strict=True):
        here, found = pd.factorize(frame[wishes.by], use_na_sentinel=False)
        names = ["" if name != name else name for name in found.tolist()]
        codes[start : start + here.size] = np.array([known.setdefault(n, len(known)) for n in names])[here]
        if len(known) > MOST_GROUPS:
            raise InputError(
                f"report, by: {wishes.by} has more than {MOST_GROUPS:,} different values, the most that a "
                "summary takes. All cases are computed: change the report and go on with --resume "
                "(resume=True in Python)."
            )
    sorted_names = sorted(known, key=lambda name: (name == "", name))
    rank = np.empty(len(known), np.int32)
    rank[[known[name] for name in sorted_names]] = np.arange(len(known))
    codes = rank[codes]
    return Grouping(sorted_names, np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes))[:-1])


def summarised(study: Study, wishes: Wishes, folder: Folder, grouping: Grouping) -> pd.DataFrame:
    """Moments, extremes and quantiles of each output in each group."""
    import pandas as pd

    shares = _shares(wishes.intervals)
    rows = [
        {
            wishes.by or "group": "all" if group.name is None else group.name,
            "output": output,
            "unit": QUANTITIES[output].unit,
        }
        | _described(group.values, shares)
        for output in study.outputs
        for group in grouping.values(folder, output)
    ]
    return pd.DataFrame(rows)


def _shares(levels: tuple[float, ...]) -> dict[str, float]:
    """The share below each end of the prediction intervals, and the median, by name, ascending."""
    wide = sorted(levels, reverse=True)
    low = {f"low_{100 * level:g}": (1 - level) / 2 for level in wide}
    high = {f"high_{100 * level:g}": (1 + level) / 2 for level in reversed(wide)}
    return {**low, "median": 0.5, **high}


def _described(values: NDArray[np.float64], shares: Mapping[str, float]) -> dict[str, float]:
    if not values.size:
        return {"cases": 0} | dict.fromkeys(("mean", "sd", "min", *shares, "max"), np.nan)
    quantiles = np.quantile(values, list(shares.values())).tolist()
    return {
        "cases": values.size,
        "mean": float(values.mean()),
        "sd": float(values.std(ddof=1)) if values.size > 1 else np.nan,
        "min": float(values[0]),
        **dict(zip(shares, quantiles, strict=True)),
        "max": float(values[-1]),
    }


def _ranking(study: Study, wishes: Wishes, folder: Folder) -> tuple[Indices | None, str]:
    """How much of the spread of an output each input explains by itself; or why that cannot be said, or how
    sure it is.
    """
    output = wishes.ranking
    if not output:
        return None, ""
    try:
        found = from_design(study.design, folder.column(output), output=output, seed=RANKING_SEED)
    except InputError as error:
        return None, f"There is no ranking. {error}"
    return found, found.unsure and f"The ranking has no intervals: {found.unsure}"


def _write(target: Path, study: Study, table: pd.DataFrame) -> None:
    """A table as CSV with lines before the header that tell where it comes from."""
    columns = [
        figures(table[name].to_numpy(np.float64))
        if table[name].dtype.kind in "iuf"
        else [harmless(str(cell)) for cell in table[name]]
        for name in table
    ]
    with writing(target, overwrite=True) as stream:
        for name, text in metadata(study).provenance.items():
            stream.write(f"# {name}: {' '.join(text.split())}\n")
        write_rows(stream, [[harmless(str(name)) for name in table], *zip(*columns, strict=True)])


def _draw(
    target: Path,
    study: Study,
    wishes: Wishes,
    folder: Folder,
    grouping: Grouping,
    ranking: Indices | None,
    language: str,
) -> None:
    from hipmech.figures.export import save
    from hipmech.studies.pictures import picture

    output = wishes.ranking or study.outputs[0]
    groups = list(grouping.values(folder, output))
    drawn = picture(output, groups, wishes.intervals, ranking, language=language)
    try:
        save(drawn, folder.path / f".{target.name}").replace(target)
    except OSError as error:
        raise FileError(f"{target} cannot be written: {error.strerror or error}.") from None
