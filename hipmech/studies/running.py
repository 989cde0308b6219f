"""A study run: part by part into a folder, and from there into one file, so that nothing is lost or twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hipmech import stores
from hipmech.errors import InputError
from hipmech.limits import whole_number
from hipmech.studies.costs import refusal_of, refusal_of_disk, still_needed, tried
from hipmech.studies.executors import computed, crew
from hipmech.studies.folders import JOINING, Folder
from hipmech.studies.locks import UNGUARDED
from hipmech.studies.parts import Cut
from hipmech.studies.reading import Study
from hipmech.studies.reports import Report, report
from hipmech.studies.results import Results, metadata

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[float], None]
JOINING_SHARE = 0.3
"""Of the work, as the bar shows it: writing the parts into one file, after computing them."""


def run(
    study: Study,
    target: str | Path,
    *,
    resume: bool = False,
    workers: int = 1,
    scheduler: str | None = None,
    overwrite: bool = False,
    language: str = "en",
    progress: Progress | None = None,
) -> Report:
    """Compute a study and write its cases, one a row, and what its report asks for.

    The cases are cut into parts that depend on nothing but the study; each is kept in the folder
    ``TARGET.parts`` as soon as it is complete. When all are, they are joined in order, and the folder is
    removed. A run that was stopped, however, goes on with ``resume``; the result is the same to the byte,
    as it is for any number of workers.

    Parameters
    ----------
    study : Study
        From :func:`hipmech.studies.read`.
    target : str or Path
        ``.csv``, ``.parquet`` or ``.nc``.
    resume : bool
        Go on with the parts that are there; without any, begin.
    workers : int
        Processes of this machine; below 3,000,000 cases that are to be computed one does it all, as the
        others would begin when it is done. A script that asks for more than one begins its work under
        ``if __name__ == "__main__":``, as for any pool of processes.
    scheduler : str, optional
        Address of a Dask scheduler, whose workers compute in their place.
    overwrite : bool
        Replace results that exist.
    language : "en" or "nl"
        Of the figure.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        The study is too large, the scheduler does not answer, or the workers are gone.
    FileError
        A result or a folder of parts exists, or cannot be written; complete parts are kept. Another run is
        computing in that folder: who, and since when.
    """
    whole_number("workers", workers, 1)
    results = Results.of(study, target)
    folder = Folder(results.parts, study.fingerprint(), Cut(study.design.size))
    show = progress or (lambda share: None)
    with folder.held() as alone:
        if not overwrite and not (resume and folder.joining):
            results.refuse_existing()
        complete = _complete(study, results, folder)
        missing = [number for number in range(folder.cut.parts) if number not in complete]
        done = len(complete)
        with crew(study, workers, scheduler, len(missing)) as those:
            folder.begin(resume=resume)
            for number, content in computed(those, missing):
                folder.keep(number, content)
                done += 1
                show((1 - JOINING_SHARE) * done / folder.cut.parts)
        found = _joined(study, folder, results, language, show)
    return found if alone else replace(found, warnings=(*found.warnings, UNGUARDED))


def _complete(study: Study, results: Results, folder: Folder) -> set[int]:
    """Numbers of the parts that are there.

    Raises
    ------
    InputError
        The study is too large, or too large for this disk.
    """
    if reason := refusal_of(study, results):
        raise InputError(reason)
    found = folder.done()
    needed = still_needed(tried(study, results), folder.cut, found)
    if reason := refusal_of_disk(needed, results.free() + folder.half_written(), begun=bool(found)):
        raise InputError(reason)
    return found


def _joined(study: Study, folder: Folder, results: Results, language: str, show: Progress) -> Report:
    """All parts as one file, and the report; the data appear last, so that they stand for all."""
    with folder.kept_safe():
        folder.write(JOINING, b"")
        whole = folder.path / f".whole{results.data.suffix}"
        stores.write(_shown(folder, show), whole, metadata(study), overwrite=True)
        found = report(study, folder, results, language)
        whole.replace(results.data)
    folder.remove()
    show(1.0)
    return found


def _shown(folder: Folder, show: Progress) -> Iterator[pd.DataFrame]:
    for number, frame in enumerate(folder.frames(), 1):
        yield frame
        show(1 - JOINING_SHARE * (1 - number / (folder.cut.parts + 1)))
