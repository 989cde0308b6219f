"""The default adult and the published constants, typed again from their definitions and papers."""

from collections.abc import Mapping
from typing import Any

import numpy as np

G = 9.80665
UPRIGHT_STEP_WIDTH = 0.130
REFERENCE_ANGLE = 127.0
FIBRE_LENGTH = 0.073
BELL_WIDTH = 0.45
GLUTEAL_SHARE = 0.8765
TFL_SHARE = 0.0949
PARAMETERS: Mapping[str, Any] = {
    "body_mass": 75.0,
    "stature": 1750.0,
    "sex": "unspecified",
    "age": None,
    "segment_set": "winter",
    "inter_hip_distance": 172.0,
    "abductor_origin_lateral": 20.0,
    "abductor_origin_up": 100.0,
    "abductor_strength": 1.0,
    "gluteal_strength": 1.0,
    "tfl_strength": 1.0,
    "force_length": "linear",
    "stretch_gain": 0.0,
    "passive_stiffness": 0.0,
    "capacity_norm": "isometric",
    "neck_shaft_angle": 127.0,
    "neck_length": 54.0,
    "neck_angle_convention": "head",
    "trochanter_lateral": 5.0,
    "trochanter_rise": 0.0,
    "stance_side": "right",
    "stance_strategy": "pelvis_over_foot",
    "step_width": 130.0,
    "trunk_share": 0.25,
    "step_time": 0.54,
    "pelvic_drop": 0.0,
    "pelvic_drop_trunk": "upright",
    "trunk_lean": 0.0,
    "cane_force": 0.0,
    "cane_force_bw": 0.0,
    "cane_side": "contralateral",
    "cane_distance": 350.0,
    "carried_mass": 0.0,
    "carried_side": "contralateral",
    "load_distance": 280.0,
    "counter_lean": 0.0,
    "load_factor": 1.0,
}
"""The default adult, typed again from the definition of the model."""

DE_LEVA_LEG = {  # share of body mass, length (mm), centre of mass and gyration in shares of the length
    "female": ((0.1478, 368.5, 0.3612, 0.369), (0.0481, 438.6, 0.4352, 0.267), (0.0129, 0.0, 0.0, 0.0)),
    "male": ((0.1416, 422.2, 0.4095, 0.329), (0.0433, 440.3, 0.4395, 0.251), (0.0137, 0.0, 0.0, 0.0)),
}
DE_LEVA_PELVIS = {"female": 0.1247, "male": 0.1117}


def composite_leg(sex: str) -> tuple[float, float, float]:
    """Share, centre of mass and radius of gyration of De Leva's leg, from its moments about the hip."""
    mass, first, second, start = 0.0, 0.0, 0.0, 0.0
    for share, length, com, gyration in DE_LEVA_LEG[sex]:
        place = start + com * length
        mass += share
        first += share * place
        second += share * (place**2 + (gyration * length) ** 2)
        start += length
    return mass, first / mass / start, float(np.sqrt(second / mass - (first / mass) ** 2)) / start


SI: Mapping[str, float] = {
    **dict.fromkeys(("neck_shaft_angle", "pelvic_drop", "trunk_lean"), float(np.pi) / 180),
    "passive_stiffness": 180 / float(np.pi),
    "stretch_gain": 0.01,
    **dict.fromkeys(
        (
            "stature",
            "inter_hip_distance",
            "abductor_origin_lateral",
            "abductor_origin_up",
            "neck_length",
            "trochanter_lateral",
            "trochanter_rise",
            "step_width",
            "cane_distance",
            "load_distance",
        ),
        1e-3,
    ),
}
