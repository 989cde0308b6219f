"""How models differ about one person: literature, criteria of muscles, and the guess that knows nobody."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from hipmech import muscles, scenarios
from hipmech.anthropometry import Body
from hipmech.errors import InputError
from hipmech.femur import Femur
from hipmech.loads import ADDUCTORS_NEEDED, Balance, Load
from hipmech.notebooks import Tabled, figure, table
from hipmech.populations import MEASURED
from hipmech.quantities import quantity
from hipmech.solution import solve, solve_lever
from hipmech.sweeps.solving import quietly
from hipmech.uncertainty.prediction import NO_INDIVIDUAL

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Model", "Models", "models"]

Kind = Literal["this person", "as published", "null"]

HALF_HIP_DISTANCES: Mapping[str, float] = {
    "pauwels_1965": 170 / 2,
    "debrunner_1975": scenarios.DEBRUNNER_HALF_HIP_DISTANCE,
    "iglic_1990": scenarios.IGLIC_HALF_HIP_DISTANCE,
}
"""Of the person of each lever, mm; Inman's and the textbook's are not given."""

AS_PUBLISHED = ("pauwels_1965", "debrunner_1975", "inman_1947", "lever_1_2")
CRITERIA: Mapping[str, str] = {
    "quadratic": "hipmech, muscle by muscle, least squared activations",
    "cubic": "hipmech, muscle by muscle, least cubed activations",
    "minmax": "hipmech, muscle by muscle, least largest activation",
    "three_tensions": "three tensions as in HIPSTRESS, on this person",
}


@dataclass(frozen=True, kw_only=True, repr=False)
class Model(Tabled):
    """What one model says.

    Attributes
    ----------
    name, en : str
        Key, and what it is in a few words.
    kind : str
        ``this person``: fed with the person; ``as published``: with the person of its paper; ``null``:
        measured people, whoever is asked about.
    source : str
    joint_reaction_bw : float
        BW; NaN where the model has no answer.
    joint_reaction_angle : float
        Degrees from the vertical; NaN where not known.
    moment_share : float
        Moment as a share of body weight times half the hip distance; NaN where that distance is not given.
    note : str
    """

    name: str
    en: str
    kind: Kind
    source: str
    joint_reaction_bw: float = math.nan
    joint_reaction_angle: float = math.nan
    moment_share: float = math.nan
    note: str = ""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Models:
    """The same person by every model, beside what was measured in others."""

    load: Load
    rows: tuple[Model, ...]

    def of(self, kind: Kind) -> tuple[Model, ...]:
        """Rows of a kind that have an answer."""
        return tuple(row for row in self.rows if row.kind == kind and math.isfinite(row.joint_reaction_bw))

    @property
    def spread(self) -> tuple[float, float]:
        """Least and greatest joint reaction about this person, BW; NaN where no model has an answer."""
        found = [row.joint_reaction_bw for row in self.of("this person")] or [math.nan]
        return min(found), max(found)

    @property
    def covers(self) -> str:
        """What the spread speaks of."""
        low, high = self.spread
        printed = [row.joint_reaction_bw for row in self.of("as published")]
        answers, asked = len(self.of("this person")), sum(row.kind == "this person" for row in self.rows)
        return (
            f"Fed with this person, {answers} of {asked} models say {low:.2f} to {high:.2f} BW: they differ "
            "in how they weigh the body and who holds it. They share much, so the truth need not lie "
            f"between. With persons of their own, published models say {min(printed):.2f} to "
            f"{max(printed):.2f} BW; people measured on one leg had {MEASURED.mean} ± {MEASURED.deviation}."
        )

    @property
    def leaves_out(self) -> tuple[str, ...]:
        """What the spread does not speak of."""
        return (
            "What all of them leave out: movement, effort beyond the least, passive tissue, other stances.",
            "Models whose results were not found in readable numbers.",
            NO_INDIVIDUAL,
        )

    def table(self) -> pd.DataFrame:
        """One model a row; ``attrs`` hold units, what the spread covers, and what it leaves out."""
        import pandas as pd

        frame = pd.DataFrame([asdict(row) for row in self.rows])
        frame.attrs |= {
            "units": {"joint_reaction_bw": "BW", "joint_reaction_angle": "deg", "moment_share": ""},
            "covers": self.covers,
            "leaves_out": list(self.leaves_out),
        }
        return frame

    def __repr__(self) -> str:
        low, high = self.spread
        return (
            f"<Models of one person: joint reaction {low:.2f} to {high:.2f} BW; measured in others "
            f"{MEASURED.mean} ± {MEASURED.deviation}>"
        )

    def _repr_html_(self) -> str:
        head = (
            "model",
            "about",
            "joint reaction, BW",
            "to the vertical, °",
            "moment share",
            "source",
            "note",
        )
        return table(self.covers, head, map(_cells, self.rows))


def _cells(row: Model) -> list[str]:
    numbers = (row.joint_reaction_bw, row.joint_reaction_angle, row.moment_share)
    return [row.en, row.kind, *(figure(round(number, 3)) for number in numbers), row.source, row.note]


ANATOMY = tuple(field.name for record in (Body, Femur) for field in fields(record))


def models(**person: Any) -> Models:
    """One person by the models of the literature and by our own, with the null model beside them.

    The levers of the literature give their own weights and arms. About this person they lend their side of
    the body weight, scaled to the hip distance; the abductors' line is the person's.

    Parameters
    ----------
    **person : scalar or word
        Inputs of a :class:`hipmech.Body` and a :class:`hipmech.Femur`; the rest is the textbook stand, which
        all these models mean.

    Returns
    -------
    Models

    Raises
    ------
    InputError
        An array, an input of the stance, or what :func:`hipmech.solve` refuses.
    UnknownQuantity

    Examples
    --------
    >>> found = models(inter_hip_distance=180)
    >>> found
    <Models of one person: joint reaction 2.48 to 2.95 BW; measured in others 2.61 ± 0.29>
    >>> [row.name for row in found.of("null")]
    ['everybody_average']
    """
    for name, value in person.items():
        quantity(name)
        if name not in ANATOMY:
            raise InputError(
                f"{name} has no place here: the models mean the plain stand on one leg, and differ about "
                "bodies and femurs alone."
            )
        if np.ndim(value) > 0:
            raise InputError(f"{name} has several values: models compares one person at a time.")
    with quietly():
        load = solve(**person)
    return Models(load=load, rows=(*_about(load), *_published(), _null()))


def _about(load: Load) -> Iterator[Model]:
    half = load.inputs["inter_hip_distance"] / 2
    yield _of_balance(load, "hipmech", "hipmech, one line", "this person", "hipmech", half)
    for criterion, answer in muscles.spread(load).items():
        yield Model(
            name=criterion,
            en=CRITERIA[criterion],
            kind="this person",
            joint_reaction_bw=float(answer.joint_reaction_bw),
            joint_reaction_angle=float(answer.joint_reaction_angle),
            moment_share=_share(load, half),
            source="iglic_1990" if criterion == "three_tensions" else "dostal_andrews_1981",
            note=answer.reasons,
        )
    yield _hipstress(half, "this person", "HIPSTRESS: its template at this hip distance")
    for name, published_half in HALF_HIP_DISTANCES.items():
        case = scenarios.scenario(name)
        en = f"{case.en.partition(':')[0]}: body weight, on this person's line"
        yield _body_weight_side(load, case, f"{name}_weight", en, half / published_half)


def _body_weight_side(load: Load, case: scenarios.Scenario, name: str, en: str, scale: float) -> Model:
    """A published weight at its arm, scaled to the person, on the person's own abductor line."""
    if load.status >= ADDUCTORS_NEEDED:
        return Model(name=name, en=en, kind="this person", source=case.source_key, note=load.reasons)
    lever = solve_lever(
        body_mass=load.inputs["body_mass"],
        supported_weight_bw=case.inputs["supported_weight_bw"],
        body_weight_arm=scale * case.inputs["body_weight_arm"],
        abductor_arm=load.abductor_arm,
        abductor_line_angle=load.abductor_line_angle,
    )
    return _of_balance(lever, name, en, "this person", case.source_key, load.inputs["inter_hip_distance"] / 2)


def _hipstress(half: float, kind: Kind, en: str) -> Model:
    hip = muscles.hipstress(half_hip_distance=half)
    return Model(
        name="hipstress" if kind == "as published" else "hipstress_template",
        en=en,
        kind=kind,
        joint_reaction_bw=float(hip.joint_reaction_bw),
        joint_reaction_angle=float(hip.joint_reaction_angle),
        source="iglic_1990",
    )


def _published() -> Iterator[Model]:
    for name in AS_PUBLISHED:
        case = scenarios.scenario(name)
        note = "its distances are defined here, not read in the source" if name == "inman_1947" else ""
        half = HALF_HIP_DISTANCES.get(name, math.nan)
        yield _of_balance(case.solve(), name, case.en, "as published", case.source_key, half, note)
    half = scenarios.IGLIC_HALF_HIP_DISTANCE
    yield _hipstress(half, "as published", "HIPSTRESS: three tensions on its template")


def _of_balance(
    balance: Balance, name: str, en: str, kind: Kind, source: str, half_hip_distance: float, note: str = ""
) -> Model:
    return Model(
        name=name,
        en=en,
        kind=kind,
        joint_reaction_bw=float(balance.joint_reaction_bw),
        joint_reaction_angle=float(balance.joint_reaction_angle),
        moment_share=_share(balance, half_hip_distance),
        source=source,
        note=note or balance.reasons,
    )


def _share(balance: Balance, half_hip_distance: float) -> float:
    return float(balance.abductor_moment_arm) / half_hip_distance


def _null() -> Model:
    return Model(
        name="everybody_average",
        en="null model: everybody is average",
        kind="null",
        joint_reaction_bw=MEASURED.mean,
        source="bergmann_2016",
        note=f"measured in {MEASURED.people} people, ± {MEASURED.deviation} BW; it misses a single person by "
        f"{MEASURED.null_error:g} % of body weight at the median",
    )
