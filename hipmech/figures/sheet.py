"""What every panel is drawn from: the scene, the canvas, its labeller and the language, in one hand."""

from __future__ import annotations

from dataclasses import dataclass

from hipmech.anatomy import Pose
from hipmech.figures.canvas import Canvas
from hipmech.figures.labels import Labeller
from hipmech.figures.scene import Force, Scene
from hipmech.words import number, word

LETTER_SIZE, SMALL = 11.5, 11.0
"""Sizes of text on the bones, px."""

BESIDE_SIZE = 12.5
"""Size of text in the panels beside them, which a phone shows at three quarters, px."""

ARROW_WIDTH = {"weight": 3.0, "abductors": 5.0, "joint": 7.0, "cane": 3.0, "inertia": 3.0}
SLIM_ARROW_WIDTH = {"weight": 2.4, "abductors": 3.0, "joint": 3.6, "cane": 2.4, "inertia": 2.4}
"""Widths of the arrows on the bones, and where they lie close together, px."""

ARM_LETTERS = {"weight": "a", "abductors": "d", "cane": "c", "inertia": "e"}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One panel at work.

    Attributes
    ----------
    canvas, labeller
    scene : Scene
    ghost : Scene or None
        Another hip, drawn as a ghost.
    language : ``en`` or ``nl``
    forces_on : ``pelvis`` or ``femur``
    arrow_px : float
        Length of all arrows, px per BW.
    """

    canvas: Canvas
    labeller: Labeller
    scene: Scene
    ghost: Scene | None
    language: str
    forces_on: str
    arrow_px: float

    @property
    def pose(self) -> Pose:
        """The pose of a scene that has one."""
        assert self.scene.pose is not None
        return self.scene.pose

    @property
    def ghost_pose(self) -> Pose | None:
        """The pose of the ghost, if there is one with anatomy."""
        return None if self.ghost is None else self.ghost.pose

    def words(self, key: str, **values: object) -> str:
        """Words of the figure."""
        return word(f"figure.{key}", self.language, **values)

    def number(self, value: float, digits: int) -> str:
        """A number as the language writes it."""
        return number(value, digits, self.language)

    def short(self, value: float) -> str:
        """A number without decimals where it is whole, with one elsewhere."""
        return self.number(value, 0 if value == round(value) else 1)

    def force_words(self, force: Force, key: str = "force") -> str:
        """Letter and size of a force."""
        needed = not self.scene.held and force.name in ("abductors", "joint")
        shown = "needed" if needed else key
        return self.words(shown, letter=force.letter, value=self.number(force.size, 2))

    def arm_words(self, force: Force) -> str:
        """Letter and length of a force's arm."""
        return self.words("arm", letter=ARM_LETTERS[force.name], value=self.number(force.arm, 1))

    def colour(self, force: Force) -> str:
        """Colour of a force."""
        names = {"cane": "support", "inertia": "muted"}
        return str(getattr(self.canvas.theme, names.get(force.name, force.name)))
