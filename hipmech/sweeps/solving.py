"""Cases into loads: whatever varies, and however it was given, hips are solved here."""

from __future__ import annotations

import threading
import warnings as python_warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech import further
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.limits import EVERYTHING, forbidden, refusal, unusual, within
from hipmech.loads import ADDUCTORS_NEEDED, OUTSIDE_VALIDITY, STATUS_REASONS, Balance
from hipmech.quantities import OUTPUTS, QUANTITIES, default
from hipmech.solution import solve, solve_lever, solve_only
from hipmech.sweeps.rows import INVALID, Cohort, add_counts

Solver = Callable[..., Balance]
Columns = Mapping[str, NDArray[Any]]
Fixed = Mapping[str, Any]
Faults = Mapping[str, NDArray[np.object_]]
Marks = NDArray[np.bool_]


def solve_cases(
    columns: Columns,
    fixed: Fixed,
    outputs: Collection[str] | None = None,
    *,
    faults: Faults | None = None,
    told: bool = True,
    into: Cohort | None = None,
) -> Cohort:
    """Loads of many cases; one that cannot be solved has no outputs, a status and a reason.

    Parameters
    ----------
    columns : mapping of str to ndarray, shape (cases,)
        What varies: numbers in public units, choices and sex as words. An age may be NaN.
    fixed : mapping
        What is the same for every case.
    outputs : collection of str, optional
        Names of the outputs wanted; all by default.
    faults : mapping of str to ndarray of object, shape (cases,), optional
        Why a table has no value for a quantity, as sentences; empty where it has one.
    told : bool
        Whether reasons and counts are wanted; they cost time where many hips cannot be held.
    into : Cohort, optional
        Where to write the answers, made by :func:`empty` or :func:`part_of`.

    Returns
    -------
    Cohort
        ``unusual`` and ``unclear`` count cases.

    Examples
    --------
    >>> found = solve_cases({"neck_shaft_angle": np.array([127.0, 300.0])}, {"pelvic_drop": 5})
    >>> found.outputs["joint_reaction_bw"].round(2).tolist(), found.status_words.tolist()
    ([2.89, nan], ['ok', 'invalid input'])
    """
    cases = next(iter(columns.values())).size
    if outputs is None:
        outputs = outputs_of((*columns, *fixed), columns)
    found = empty(cases, outputs, fixed) if into is None else into
    alike = list(_alike(columns))
    for words, here in alike:
        rest = {name: column for name, column in columns.items() if name not in words}
        if len(alike) == 1:
            _solve_alike(found, rest, {**fixed, **words}, faults or {}, told)
            continue
        part = empty(here.size, outputs, fixed)
        rest = {name: column[here] for name, column in rest.items()}
        about = {name: sentences[here] for name, sentences in (faults or {}).items()}
        _solve_alike(part, rest, {**fixed, **words}, about, told)
        for name, values in part.outputs.items():
            found.outputs[name][here] = values
        found.status[here], found.reasons[here] = part.status, part.reasons
        add_counts(found.unusual, part.unusual)
        add_counts(found.unclear, part.unclear)
    return found


def empty(cases: int, outputs: Collection[str], fixed: Fixed, index: Any = None) -> Cohort:
    """Cases that are not solved yet; their outputs hold anything."""
    return Cohort(
        outputs={name: np.empty(cases) for name in outputs},
        status=np.full(cases, INVALID, dtype=np.int8),
        reasons=np.full(cases, "", dtype=object),
        unusual={},
        unclear={},
        fixed=fixed,
        index=index,
    )


def part_of(whole: Cohort, here: slice) -> Cohort:
    """Some cases of many, to be solved in their place; with counts of their own."""
    return Cohort(
        outputs={name: values[here] for name, values in whole.outputs.items()},
        status=whole.status[here],
        reasons=whole.reasons[here],
        unusual={},
        unclear={},
        fixed=whole.fixed,
    )


def solver_of(given: Collection[str]) -> Solver:
    """Which model takes these inputs: that of a hip, or that of a published lever."""
    return solve if all(name in further.GIVEN for name in given) else solve_lever


def outputs_of(given: Collection[str], varied: Collection[str]) -> tuple[str, ...]:
    """Every output that is not itself varied; those of further rooms where an input of theirs is given."""
    names = (*solver_of(given)().outputs, *further.told_with(given))
    return tuple(name for name in names if name != "status" and name not in varied)


def _alike(columns: Columns) -> Iterator[tuple[dict[str, str], NDArray[np.int64]]]:
    """Cases with the same choices, which the same equations solve: the words, and where they stand."""
    varied = [name for name in columns if name != "sex" and QUANTITIES[name].kind == "choice"]
    if not varied:
        yield {}, np.arange(next(iter(columns.values())).size)
        return
    codes = np.zeros(next(iter(columns.values())).size, dtype=np.int64)
    for name in varied:
        choices = QUANTITIES[name].choices
        codes *= len(choices) + 1
        for number, word in enumerate(choices, 1):
            codes[columns[name] == word] += number
    for code in np.flatnonzero(np.bincount(codes)):
        here = np.flatnonzero(codes == code)
        # A word that is none of the choices stays in its column, where it is found wrong.
        yield {name: word for name in varied if (word := str(columns[name][here[0]])) in _choices(name)}, here


def _choices(name: str) -> tuple[str, ...]:
    return QUANTITIES[name].choices


def _solve_alike(found: Cohort, columns: Columns, together: Fixed, faults: Faults, told: bool) -> None:
    """Solve cases whose choices are the same, and stand with what is fixed in ``together``."""
    doubtful = {name: values for name, values in columns.items() if not _usual(name, values)}
    valid = _judge(columns, doubtful, together, faults, found.reasons, told)
    whole = bool(valid.all())
    rows: Any = slice(None) if whole else valid
    inputs = {n: v if whole else v[valid] for n, v in columns.items() if n != "age" or _by_age(together)}
    places: dict[str, NDArray[Any]] = {**found.outputs, "status": found.status}
    answers: Mapping[str, Any] = {}
    try:
        if valid.any():
            answers = _answers(together, inputs, found.outputs, places if whole and inputs else {})
    except InputError as error:
        found.reasons[rows], found.status[rows] = str(error), INVALID
    for name, place in places.items():
        if name != "status" and not (whole and answers):
            place.fill(np.nan)
        if answers and answers[name] is not place:
            place[rows] = answers[name]
    if answers and told:
        _tell(found, valid, together, columns)
        _remark(found, columns, faults, valid)
        add_counts(found.unusual, _unusual_counts(doubtful, valid))


def _usual(name: str, values: NDArray[Any]) -> bool:
    """Whether a look at the extremes finds nothing to refuse, or to remark on."""
    row = QUANTITIES[name]
    return values.dtype.kind == "f" and within(values, row.usual or row.limits or EVERYTHING)


def _answers(
    together: Fixed, inputs: Columns, outputs: Collection[str], places: Mapping[str, NDArray[Any]]
) -> Mapping[str, Any]:
    """Outputs and status by name, in their places where the solver can; an output may be an input of hips
    that stand otherwise.
    """
    if not further.further_of(outputs):
        return _solved(together, inputs, outputs, places)
    solved = _solved(together, inputs, further.needed(outputs), {})
    return {**solved, **further.answers(outputs, {**together, **inputs}, solved)}


def _solved(
    together: Fixed, inputs: Columns, outputs: Collection[str], places: Mapping[str, NDArray[Any]]
) -> Mapping[str, Any]:
    if solver_of((*together, *inputs)) is solve and set(OUTPUTS) >= set(outputs):
        with quietly():
            return solve_only(outputs, out=places, **further.hip_only({**together, **inputs}))
    load = _loads(together, inputs)
    return {**load.inputs, **load.outputs}


def _loads(together: Fixed, inputs: Columns) -> Balance:
    with quietly():
        return solver_of((*together, *inputs))(**further.hip_only({**together, **inputs}))


def _tell(found: Cohort, valid: Marks, together: Fixed, columns: Columns) -> None:
    """Say of the hips that cannot be held, or solved, why; only what the status does not say is looked up."""
    for code, sentence in STATUS_REASONS.items():
        found.reasons[found.status == code] = sentence
    wanting = np.flatnonzero(valid & (found.status == OUTSIDE_VALIDITY))
    if wanting.size:
        inputs = {n: v[wanting] for n, v in columns.items() if n != "age" or _by_age(together)}
        found.reasons[wanting] = _loads(together, inputs).reasons
    for name in further.further_of(found.outputs):
        blank = valid & (found.status < ADDUCTORS_NEEDED) & np.isnan(found.outputs[name])
        for row in np.flatnonzero(blank).tolist():
            why = further.why_blank(name)
            if why not in found.reasons[row]:
                found.reasons[row] = "; ".join(filter(None, (found.reasons[row], why)))


def _remark(found: Cohort, columns: Columns, faults: Faults, valid: Marks) -> None:
    """Say of the hips that are solved all the same what their table could not give."""
    for name, sentences in faults.items():
        left_out = np.flatnonzero(valid & (sentences != "")) if name in columns else ()
        for row in left_out:
            sentence = f"{sentences[row].rstrip('.')}; solved as unspecified."
            found.reasons[row] = f"{found.reasons[row]} {sentence}".lstrip()
        add_counts(found.unclear, {name: len(left_out)} if len(left_out) else {})


def _judge(
    columns: Columns,
    doubtful: Columns,
    together: Fixed,
    faults: Faults,
    reasons: NDArray[np.object_],
    told: bool,
) -> Marks:
    """Which cases have inputs that are allowed; the reasons grow by what is wrong."""
    valid = np.ones(reasons.size, dtype=bool)
    for name, values in doubtful.items():
        wrong = _wrong(name, values, together)
        if not wrong.any():
            continue
        valid &= ~wrong
        for row in np.flatnonzero(wrong).tolist() if told else ():
            known = faults[name][row] if name in faults else ""
            reasons[row] = f"{reasons[row]} {_reason(name, values[row], known, together)}".lstrip()
    if "cane_force_bw" not in {*columns, *together}:
        return valid
    force = np.broadcast_to(_cane_force(columns, together), valid.shape)
    wrong = forbidden("cane_force", force) & valid
    for row in np.flatnonzero(wrong).tolist() if told else ():
        reasons[row] = f"cane_force {refusal('cane_force', float(force[row]))}"
    valid &= ~wrong
    return valid


def _wrong(name: str, values: NDArray[Any], together: Fixed) -> Marks:
    """True where a value is not allowed; what nobody needs may be left out."""
    row = QUANTITIES[name]
    if row.kind == "choice":
        unknown = ~np.isin(values, row.choices)
        return unknown | (values == "unspecified") if name == "sex" and _by_sex(together) else unknown
    wrong = forbidden(name, values)
    return wrong & ~np.isnan(values) if name == "age" and not _by_age(together) else wrong


def _reason(name: str, value: Any, known: str, together: Fixed) -> str:
    """Why a value is not allowed: as its table tells it, or as the limits do."""
    if name == "sex" and value == "unspecified":
        return f"{known} {_by_sex(together)}".lstrip()
    if QUANTITIES[name].kind == "choice":
        return known or f"{name} = {str(value)!r} is not allowed: it is one of {', '.join(_choices(name))}."
    return known or f"{name} {refusal(name, float(value))}"


def _cane_force(columns: Columns, together: Fixed) -> Any:
    """Force of a cane given in body weights, which may be too strong in newtons for a heavy body; else 0."""
    given = {"cane_force_bw": 0.0, "body_mass": default("body_mass"), **together, **columns}
    with np.errstate(invalid="ignore"):
        return given["cane_force_bw"] * given["body_mass"] * default("gravity")


def _by_age(together: Fixed) -> bool:
    """Whether the age changes any number."""
    return bool(together.get("capacity_norm") == "eccentric")


def _by_sex(together: Fixed) -> str:
    """Why a case without sex cannot be solved; empty where it can."""
    norm, segments = (together.get(name, default(name)) for name in ("capacity_norm", "segment_set"))
    return _sex_needed(norm, segments)


@cache
def _sex_needed(capacity_norm: str, segment_set: str) -> str:
    try:
        solve(capacity_norm=capacity_norm, segment_set=segment_set)
    except InputError as error:
        return str(error)
    return ""


def _unusual_counts(columns: Columns, valid: Marks) -> dict[str, int]:
    """How many cases lie outside the physiological range, by quantity; those with none are left out."""
    numbers = {name: values for name, values in columns.items() if values.dtype.kind == "f"}
    counts = {name: int(np.count_nonzero(unusual(name, v) & valid)) for name, v in numbers.items()}
    return {name: count for name, count in counts.items() if count}


_SILENCE = threading.Lock()
_silenced: list[Any] = []
_depth = 0


@contextmanager
def quietly() -> Iterator[None]:
    """Without warnings of single elements, which say nothing about cases: these are counted instead.

    The filters of warnings belong to the whole process: among threads the first sets them and the last sets
    them back.
    """
    global _depth
    with _SILENCE:
        if _depth == 0:
            _silenced.append(python_warnings.catch_warnings())
            _silenced[0].__enter__()
            python_warnings.simplefilter("ignore", PhysiologyWarning)
        _depth += 1
    try:
        yield
    finally:
        with _SILENCE:
            _depth -= 1
            if _depth == 0:
                _silenced.pop().__exit__(None, None, None)
