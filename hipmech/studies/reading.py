"""A study file: inputs, design, outputs and seed in TOML, read with every fault told where it stands."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import count
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hipmech import further
from hipmech.errors import FileError, InputError
from hipmech.limits import accept
from hipmech.notebooks import Tabled
from hipmech.quantities import suggestion
from hipmech.studies.axes import Given, StudyAxis, axis_of
from hipmech.studies.columns import Columns, Feeds, read_columns
from hipmech.studies.places import Place
from hipmech.sweeps.groups import grouping
from hipmech.sweeps.running import tried
from hipmech.tables import Dialect, provenance

if TYPE_CHECKING:
    from hipmech.designs import Design

KEYS = ("title", "outputs", "seed", "fixed", "axes", "report")
REPORT_KEYS = ("by", "intervals", "ranking", "figure")
FIGURES = (".svg", ".png", ".pdf")


@dataclass(frozen=True, kw_only=True, repr=False)
class Wishes(Tabled):
    """What to make beside the data.

    Attributes
    ----------
    by : str
        Column whose values part the cases into groups; empty for all cases as one.
    intervals : tuple of float
        Levels of the prediction intervals.
    ranking : str
        Output whose spread is shared out among the inputs; empty for none.
    figure : str
        Name of the figure; empty for none.
    """

    by: str = ""
    intervals: tuple[float, ...] = (0.95,)
    ranking: str = ""
    figure: str = ""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Study(Tabled):
    """What is computed, from a study file.

    Attributes
    ----------
    title : str
    design : Design
        Its cases.
    outputs : tuple of str
        Numbers of each case; its status and reason always come along.
    seed : int or None
    wishes : Wishes or None
        What to make beside the data.
    text : str
        The study file.
    path : Path
    tables : tuple of Columns
        The files that the axes come from, in their order.
    assumptions : tuple of str
        What no table measures and no source knows: what is estimated or assumed in its place.
    """

    title: str
    design: Design
    outputs: tuple[str, ...]
    seed: int | None
    wishes: Wishes | None
    text: str
    path: Path
    tables: tuple[Columns, ...]
    assumptions: tuple[str, ...]

    @property
    def carried(self) -> tuple[str, ...]:
        """Columns of the tables, and names of cases, that stand beside the results."""
        return self.design.columns

    def fingerprint(self) -> str:
        """What decides the numbers: the study but for its title and report, its tables, the versions."""
        content = tomllib.loads(self.text)
        deciding = {key: value for key, value in content.items() if key not in ("title", "report")}
        versions = {name: version for name, version in provenance().items() if name != "date"}
        parts = [deciding, [table.sha256 for table in self.tables], versions]
        return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()

    def __reduce__(self) -> tuple[Any, ...]:
        """A study travels to other processes as its text and tables, and is read anew there."""
        return _read_again, (self.text, self.path, self.tables)


def read(path: str | Path) -> Study:
    """Read a study file and the tables that it names.

    Parameters
    ----------
    path : str or Path
        TOML; tables are looked for from its folder.

    Raises
    ------
    FileError
        The study or one of its tables cannot be read.
    InputError
        What it asks for cannot be computed; the message tells where in the file.
    """
    source = Path(path)

    def columns(name: Path, feeds: Feeds, kept: Sequence[str], dialect: Dialect) -> Columns:
        return read_columns(source.parent / name, feeds, kept, dialect)

    return _study(_text(source), source, columns)


def _read_again(text: str, path: Path, tables: Sequence[Columns]) -> Study:
    """A study whose tables are at hand."""
    following = iter(tables)
    return _study(text, path, lambda *_: next(following))


def _study(text: str, source: Path, columns: Callable[..., Columns]) -> Study:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{source} is no TOML: {str(error)[:1].lower()}{str(error)[1:]}.") from None
    place = Place(source.name, content)
    place.refuse_unknown(KEYS)
    seed = place.count("seed", least=0)
    fixed, named = _fixed(place), _outputs(place)
    axes = _axes(place, columns, seed)
    with place.told():
        design = reduce(mul, (axis.design for axis in axes))
        _refuse_other_choices(design, fixed)
        design = design.with_fixed(**fixed)
        outputs = tried(design).outputs
    if named is not None:
        with Place(f"{place.name}, outputs", {}).told():
            outputs = tried(design, named).outputs
    tables = tuple(axis.table for axis in axes if axis.table is not None)
    varied = (*design.names, *design.columns)
    return Study(
        title=place.of_kind("title", str, ""),
        design=design,
        outputs=outputs,
        seed=seed,
        wishes=_wishes(place, design, varied, outputs) if "report" in content else None,
        text=text,
        path=source,
        tables=tables,
        assumptions=tuple(dict.fromkeys(sentence for axis in axes for sentence in axis.assumptions)),
    )


def _text(source: Path) -> str:
    try:
        return source.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise FileError(f"{source} is not UTF-8 text: a study file is.") from None
    except OSError as error:
        raise FileError(f"{source} cannot be read: {(error.strerror or str(error)).lower()}.") from None


def _fixed(place: Place) -> dict[str, Any]:
    """Inputs that are the same for every case."""
    fixed = place.inner("fixed")
    fixed.refuse_unknown(further.GIVEN)
    for name, value in fixed.content.items():
        if isinstance(value, (list, dict)):
            raise fixed.fault(name, "it is one value for every case; several values make an axis ([[axes]]).")
        with fixed.told():
            accept(name, value)
    return dict(fixed.content)


def _refuse_other_choices(design: Design, fixed: Mapping[str, Any]) -> None:
    for name, value in design.fixed.items():
        if fixed.get(name, value) != value:
            raise InputError(
                f"{name} is fixed at {fixed[name]!r}, and the population that is drawn is one for {value!r}: "
                "leave it out, or take another population."
            )


def _axes(place: Place, columns: Callable[..., Columns], seed: int | None) -> tuple[StudyAxis, ...]:
    """The dimensions; what is drawn has the seed of the study, further ones are counted on from it."""
    if isinstance(place.content.get("axes"), dict):
        raise place.fault("axes", "an axis begins with a line [[axes]], in double brackets, not with [axes].")
    if not place.of_kind("axes", list, []):
        raise place.fault("", "it has no axis: begin one with a line [[axes]] and say what varies.")
    seeds = count(seed or 0)

    def following() -> int:
        if seed is None:
            raise InputError("seed is missing at the top: what is drawn needs one, such as seed = 1.")
        return next(seeds)

    return tuple(axis_of(inner, Given(columns, following)) for inner in place.each("axes"))


def _outputs(place: Place) -> tuple[str, ...] | None:
    """Outputs by name; none where all are wanted."""
    names = place.texts("outputs")
    if not names and "outputs" in place.content:
        raise place.fault("outputs", "the list is empty: name some, or leave outputs out for all of them.")
    return names or None


def _wishes(place: Place, design: Design, varied: tuple[str, ...], outputs: tuple[str, ...]) -> Wishes:
    """What to make beside the data; its names are among those of the study."""
    report = place.inner("report")
    report.refuse_unknown(REPORT_KEYS)
    if not outputs:
        raise report.fault(
            "",
            "it tells of numbers, and outputs names none beside the status: add one, such as "
            "joint_reaction_bw, or leave [report] out.",
        )
    by: str = report.of_kind("by", str, "")
    if by and by not in varied:
        raise report.fault("by", f"{by!r} is no column that varies{suggestion(by, varied)}")
    with Place(f"{report.name}, by", {}).told():
        grouping(design, by)
    ranking: str = report.of_kind("ranking", str, "")
    if ranking and ranking not in outputs:
        raise report.fault("ranking", f"{ranking!r} is none of the outputs{suggestion(ranking, outputs)}")
    return Wishes(by=by, intervals=_levels(report), ranking=ranking, figure=_figure(report))


def _levels(report: Place) -> tuple[float, ...]:
    levels = report.of_kind("intervals", list, [0.95])
    for level in levels:
        if type(level) is not float or not 0 < level < 1:
            raise report.fault("intervals", f"{level!r} is no level: it takes shares such as 0.95.")
    return tuple(levels)


def _figure(report: Place) -> str:
    name: str = report.of_kind("figure", str, "")
    if name and (Path(name).name != name or Path(name).suffix.lower() not in FIGURES):
        raise report.fault(
            "figure",
            f"{name!r} is no name of a picture: it stands beside the data, without a folder, and ends in "
            f"{', '.join(FIGURES)}.",
        )
    return name
