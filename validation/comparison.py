"""One line of the report: a reference beside the predicted number, and what counts as agreement."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES

RELATIVE_TOLERANCE = 1e-3

PRINTED = "printed"
COMPUTED = "computed from its inputs"
MEASURED = "mean of its measurements"
FOUND = "its finding"
QUOTED = "quoted by others"
MODEL = "a full-body model"
ORIGINS = {
    PRINTED: "the source prints this number",
    COMPUTED: "by hand from what the source gives; agreement shows that both do the same mechanics",
    MEASURED: "of living people",
    FOUND: "what the source reports of an effect, in numbers as it has them",
    QUOTED: "often written, not in the source",
    MODEL: "computed by other people's software; no measurement either",
}
"""What a reference is, and what that means."""

GOLDEN = "golden"
IN_VIVO = "in vivo"
SENSITIVITIES = "sensitivities"
CAPACITY = "capacity"
AIDS = "aids"
FULL_BODY = "full-body models"
KNOWN = "known disagreements"
TIERS = {
    GOLDEN: "Published cases in our own balance: each number to 1e-3 or half its last printed digit.",
    IN_VIVO: "The average adult beside living people: inside their band, or listed below.",
    SENSITIVITIES: "What a change of the hip does, beside what was found to change.",
    CAPACITY: "What the abductors can hold, beside what people held.",
    AIDS: "The static lever and what was measured, side by side; cane forces were not given.",
    FULL_BODY: "Computed anew: no measurement, but elaborate hips beside our simple one.",
    KNOWN: "Where hipmech and the literature differ. A line that begins to agree, or drifts, fails.",
}
"""Groups of lines, in the order of the report."""
MAY_DISAGREE = (AIDS, KNOWN, FULL_BODY)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One reference beside the predicted number.

    Attributes
    ----------
    source : str
        Key of :data:`hipmech.sources.SOURCES`.
    quantity : str
        Canonical name of an output, or words.
    predicted, reference : float
    origin : str
        What the reference is: one of :data:`ORIGINS`.
    tolerance : float
        What still counts as agreement.
    reason : str
        Why that much.
    confidence : str
        The least certain of what defines the line: A read in the source, B in its abstract, C quoted by
        another. A line that would rest on D, an assumption of ours, is refused.
    tier : str
        One of :data:`TIERS`.
    case : str
        Which case of the source, if it has several.
    unit : str
        That of the quantity unless given.
    band : (float, float) or None
        What agrees, where that is not the reference and its tolerance: "at most", "at least".
    null : float or None
        What somebody says who knows nothing: of people their average, of a change that there is none.
    known_difference : (float, float) or None
        A published disagreement, predicted minus reference, and how far it may drift before somebody
        must look; the line then holds only while the disagreement does.
    why : str
        Why it disagrees.
    """

    source: str
    quantity: str
    predicted: float
    reference: float
    origin: str
    tolerance: float
    reason: str
    confidence: str
    tier: str
    case: str = ""
    unit: str = ""
    band: tuple[float, float] | None = None
    null: float | None = None
    known_difference: tuple[float, float] | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if self.confidence not in tuple("ABC"):
            raise ValueError(f"{self}: a line rests on A, B or C, not on {self.confidence!r}")
        if self.known_difference and (self.tier not in MAY_DISAGREE or not self.why):
            raise ValueError(f"{self}: a disagreement stands where disagreements stand, with its reason")
        if not self.unit and self.quantity in QUANTITIES:
            object.__setattr__(self, "unit", QUANTITIES[self.quantity].unit)

    @property
    def where(self) -> str:
        """Page, table or abstract that the reference stands in."""
        return SOURCES[self.source].where if self.source in SOURCES else ""

    @property
    def difference(self) -> float:
        return self.predicted - self.reference

    @property
    def agrees(self) -> bool:
        if self.band is None:
            return abs(self.difference) <= self.tolerance
        low, high = self.band
        return low <= self.predicted <= high

    @property
    def severity(self) -> float:
        """Difference in tolerances; nothing where it is inside a band of its own."""
        return 0.0 if self.band and self.agrees else abs(self.difference) / self.tolerance

    @property
    def null_is_nearer(self) -> bool:
        """Whether who knows nothing comes nearer than we do; their own average is no opponent for people."""
        if self.null is None or self.tier == IN_VIVO or (self.band and self.agrees):
            return False
        return abs(self.null - self.reference) < abs(self.difference)

    @property
    def is_direction(self) -> bool:
        """Whether only a direction was found: the reference is then where it begins."""
        return self.band is not None and math.inf in map(abs, self.band)

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
                tier=GOLDEN,
            )
        )
    return tuple(lines)


def effect(
    source: str,
    quantity: str,
    predicted: float,
    reference: float,
    *,
    tier: str,
    case: str,
    tolerance: float = 0.5,
    reason: str = "half the last digit",
    confidence: str = "B",
    band: tuple[float, float] | None = None,
    known: tuple[float, float] | None = None,
    why: str = "",
) -> Comparison:
    """A change in per cent beside the change that a source reports; who knows nothing says: none."""
    return Comparison(
        source=source,
        quantity=quantity,
        case=case,
        predicted=predicted,
        reference=reference,
        origin=FOUND,
        tolerance=tolerance,
        reason=reason,
        confidence=confidence,
        tier=tier,
        unit="%",
        band=band,
        null=0.0,
        known_difference=known,
        why=why,
    )


def average(
    source: str,
    quantity: str,
    predicted: float,
    mean: float,
    deviation: float,
    *,
    unit: str = "",
    case: str = "",
) -> Comparison:
    """The average adult beside the average of measured people, read in an abstract."""
    return Comparison(
        source=source,
        quantity=quantity,
        case=case,
        unit=unit,
        predicted=predicted,
        reference=mean,
        origin=MEASURED,
        tolerance=deviation,
        reason="one standard deviation of the people: the average adult may be one of them",
        confidence="B",
        tier=IN_VIVO,
        null=mean,
    )


def worst_last(lines: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """In the order of the tiers, within each the worst last."""
    order = tuple(TIERS)
    return tuple(sorted(lines, key=lambda line: (order.index(line.tier), line.severity)))
