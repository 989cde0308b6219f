"""Harris and others (2012): contact stress of ten normal hips by finite elements.

Peak 7.52 ± 2.11 MPa at heel strike of walking, under 2.33 body weights (abstract). Confidence: B. Under the
same force the cosine of HIPSTRESS says a fifth of it: a smooth ball in a smooth shell has no thin or uneven
cartilage and no horseshoe. The disagreement is published; it is why our stresses are comparative.
"""

from __future__ import annotations

import hipmech as hm
from hipmech import contact
from hipmech.quantities import STANDARD_GRAVITY

from .comparison import KNOWN, MODEL, Comparison
from .report import assert_all_hold

SOURCE = "harris_2012"
PEAK, DEVIATION, FORCE = 7.52, 2.11, 2.33
WEIGHT = 75 * STANDARD_GRAVITY
"""N; how heavy their people were is not in the abstract."""


def comparisons() -> tuple[Comparison, ...]:
    load = hm.solve()
    found = contact.stress(
        joint_reaction=FORCE * WEIGHT,
        joint_reaction_angle=load.joint_reaction_angle,
    )
    return (
        Comparison(
            source=SOURCE,
            case="heel strike, the force of walking in the direction of standing",
            quantity="contact_stress_peak",
            predicted=float(found.contact_stress_peak),
            reference=PEAK,
            origin=MODEL,
            tolerance=DEVIATION,
            reason="one standard deviation of the people",
            confidence="B",
            tier=KNOWN,
            known_difference=(-5.943, 0.005),
            why="a smooth ball in a smooth shell: no thin, uneven cartilage, no horseshoe",
        ),
    )


def test_finite_elements() -> None:
    assert_all_hold(comparisons())


def test_our_peaks_are_a_third_of_theirs_or_less() -> None:
    (line,) = comparisons()
    assert 0.15 < line.predicted / line.reference < 0.34
