"""The files of a study: the data, and beside it a summary, a ranking and a figure; all are new or none."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hipmech import stores
from hipmech.errors import FileError
from hipmech.tables import EXISTS, same_file

if TYPE_CHECKING:
    from hipmech.studies.reading import Study

ENDINGS = (".csv", ".parquet", ".nc")


@dataclass(frozen=True, kw_only=True)
class Results:
    """Where the results of a study stand.

    Attributes
    ----------
    data : Path
        One row a case.
    parts : Path
        The folder of the parts, as long as the study runs.
    summary, ranking, figure : Path or None
        What the report asks for.
    """

    data: Path
    parts: Path
    summary: Path | None = None
    ranking: Path | None = None
    figure: Path | None = None

    @classmethod
    def of(cls, study: Study, target: str | Path) -> Results:
        """The results of a study whose data are written to a target.

        Raises
        ------
        FileError
            No ending that is known, no folder, or the study or one of its tables itself.
        """
        data = Path(target)
        if data.suffix.lower() not in ENDINGS:
            raise FileError(f"{target}: give the data a name that ends in {', '.join(ENDINGS)}.")
        if not data.parent.is_dir():
            raise FileError(f"{target} cannot be written: there is no folder {data.parent}.")
        parts, wishes = data.with_name(f"{data.name}.parts"), study.wishes
        if wishes is None:
            found = cls(data=data, parts=parts)
        else:
            found = cls(
                data=data,
                parts=parts,
                summary=data.with_name(f"{data.stem}.summary.csv"),
                ranking=data.with_name(f"{data.stem}.ranking.csv") if wishes.ranking else None,
                figure=data.with_name(wishes.figure) if wishes.figure else None,
            )
        for source in (study.path, *(table.path for table in study.tables)):
            if any(same_file(source, file) for file in found.files):
                raise FileError(f"{source} is what the study is made from: give the result another name.")
        return found

    @property
    def files(self) -> tuple[Path, ...]:
        """The data and what stands beside it."""
        return tuple(
            file for file in (self.data, self.summary, self.ranking, self.figure) if file is not None
        )

    def refuse_existing(self) -> None:
        """Refuse to replace a result.

        Raises
        ------
        FileError
        """
        for file in self.files:
            if file.exists():
                raise FileError(f"{file} {EXISTS}")

    def free(self) -> int:
        """Free bytes on the disk of the results."""
        return shutil.disk_usage(os.path.realpath(self.data.parent)).free


def metadata(study: Study) -> stores.Metadata:
    """What the data say of themselves: units, versions, the study and what identifies its tables."""
    more = {
        "title": study.title,
        "seed": "" if study.seed is None else str(study.seed),
        "tables": "; ".join(f"{table.path.name} sha256 {table.sha256}" for table in study.tables),
        "assumed": " ".join(study.assumptions),
        "fingerprint": study.fingerprint(),
    }
    known = {name: text for name, text in more.items() if text}
    told = stores.metadata(study.design, study.outputs, "study", **known)
    return replace(told, design=study.text)
