"""The colours of the forces stay apart for every eye."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from hipmech.figures.themes import THEMES

FORCES = ("weight", "abductors", "joint", "support")

# Machado, Oliveira and Fernandes (2009), IEEE Transactions on Visualization and Computer Graphics 15(6), the
# matrices of complete dichromacy, on linear RGB; as seen in several public transcriptions that agree.
EYES = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
APART = 10.0
"""Distance in CIELAB; 2.3 is just noticeable side by side, so this is four times that."""


def linear(colour: str) -> NDArray[np.float64]:
    """Linear RGB of ``#rrggbb``."""
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    found: NDArray[np.float64] = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return found


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIELAB of linear sRGB under D65."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(
        rgb, 0, 1
    )
    share = xyz / (0.9505, 1.0, 1.089)
    cube = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array((116 * cube[1] - 16, 500 * (cube[0] - cube[1]), 200 * (cube[1] - cube[2])))


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_forces_look_alike(theme: str, eye: str) -> None:
    seen = {name: lab(EYES[eye] @ linear(getattr(THEMES[theme], name))) for name in FORCES}
    for one, other in itertools.combinations(FORCES, 2):
        assert np.hypot.reduce(seen[one] - seen[other]) > APART, (one, other)


def test_white_and_black_have_the_lightness_they_must() -> None:
    assert lab(linear("#ffffff")) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab(linear("#000000")) == pytest.approx([0, 0, 0], abs=1e-9)
