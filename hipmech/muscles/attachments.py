r"""Where the muscles of the hip are attached, and how thick they are: one cadaver, read from its table.

Coordinates in mm from the centre of a right hip, on a level pelvis over a vertical thigh::

        y up   ● origin on the pelvis
        |     /
        |    /
        ○---/------ z lateral      x: anterior, out of this plane
            ● insertion on the femur

Dostal & Andrews (dostal_andrews_1981) measured them on a pelvis with hip centres 169 mm apart, 286 mm wide
and 230 mm high, over a femur of 423 mm. Physiological cross-sections are those of johnston_1979, relative to
gluteus maximus (33.4 cm²); a muscle drawn as three lines has a third on each. HIPSTRESS (iglic_1990) joined
the two tables.

The gluteus maximus is one line here, and that line adducts: it stands in the table, but is left out of
abduction. Its upper part and the iliotibial tract, which do abduct, are not modelled.
"""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float, float]


class Attachment(NamedTuple):
    """One line of one muscle.

    Attributes
    ----------
    name : str
    origin, insertion : (float, float, float)
        Anterior, up and lateral of the hip centre, mm; the insertion at a hip in neutral.
    group : str
        Tension group of HIPSTRESS: ``anterior``, ``middle``, ``posterior``, or empty.
    relative_pcsa : float
        Physiological cross-section, gluteus maximus = 1.
    ilium : bool
        Whether it arises from the wing of the ilium, which flares; otherwise from the sacrum's side.
    trochanter : bool
        Whether it inserts on the greater trochanter; otherwise on the shaft or beyond the knee.
    """

    name: str
    origin: Point
    insertion: Point
    group: str
    relative_pcsa: float
    ilium: bool = True
    trochanter: bool = True


MEDIUS: Point = (-18.0, -26.0, 73.0)
MINIMUS: Point = (4.0, -27.0, 69.0)

ATTACHMENTS: tuple[Attachment, ...] = (
    Attachment("gluteus_medius_anterior", (27.0, 102.0, 62.0), MEDIUS, "anterior", 0.80 / 3),
    Attachment("gluteus_medius_middle", (-2.0, 132.0, 18.0), MEDIUS, "middle", 0.80 / 3),
    Attachment("gluteus_medius_posterior", (-48.0, 97.0, -15.0), MEDIUS, "posterior", 0.80 / 3),
    Attachment("gluteus_minimus_anterior", (29.0, 73.0, 41.0), MINIMUS, "anterior", 0.34 / 3),
    Attachment("gluteus_minimus_middle", (-4.0, 88.0, 20.0), MINIMUS, "middle", 0.34 / 3),
    Attachment("gluteus_minimus_posterior", (-26.0, 71.0, 0.0), MINIMUS, "posterior", 0.34 / 3),
    Attachment(
        "tensor_fasciae_latae", (45.0, 78.0, 56.0), (22.0, -436.0, 33.0), "anterior", 0.12, trochanter=False
    ),
    Attachment("piriformis", (-78.0, 55.0, -47.0), (-1.0, -1.0, 55.0), "posterior", 0.10, ilium=False),
    Attachment("rectus_femoris", (43.0, 37.0, 26.0), (43.0, -415.0, 2.0), "anterior", 0.40, trochanter=False),
    Attachment("sartorius", (51.0, 68.0, 50.0), (-8.0, -435.0, -42.0), "", 0.07, trochanter=False),
    Attachment(
        "gluteus_maximus", (-87.0, 68.0, -44.0), (-9.0, -103.0, 47.0), "", 1.00, ilium=False, trochanter=False
    ),
)
"""Every line: dostal_andrews_1981, table 1, with the relative cross-sections of johnston_1979, table I."""

ON_REQUEST = ("rectus_femoris", "sartorius")
"""They cross hip and knee and flex more than they abduct: in a balance of one moment only when asked for."""

NOT_MODELLED = ("gluteus_maximus",)
"""Left out of abduction: see above."""

ABDUCTORS = tuple(row.name for row in ATTACHMENTS if row.name not in (*ON_REQUEST, *NOT_MODELLED))
"""The lines that hold the pelvis unless others are asked for."""

TENSOR = "tensor_fasciae_latae"
GLUTEALS = tuple(name for name in ABDUCTORS if name.startswith("gluteus"))
"""Medius and minimus, which the superior gluteal nerve drives; it drives the tensor fasciae latae as well."""
