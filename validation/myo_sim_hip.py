"""The right hip of MyoLeg, a full-body model with 80 leg muscles, read from ``myo-sim`` through MuJoCo.

MyoLeg is Rajagopal's model (2016) converted for MuJoCo: 75 kg without arms, hip centres 154.5 mm apart,
muscles that wrap around bones. Here it stands on the right leg with straight knees. Axes are x anterior, y up
and z lateral; arms as in :data:`hipmech.muscles.AXES`, positive where a pull abducts the thigh, flexes it or
turns it inwards. Needs the ``validation`` extra; model and MuJoCo are under Apache 2.0.
"""

from __future__ import annotations

import contextlib
import importlib.util
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.quantities import STANDARD_GRAVITY

Array = NDArray[np.float64]

EMPTY_PREFIX = "Attaching a spec with an empty prefix"
"""Begins what MuJoCo says of a model that is never saved here."""
PACKAGES = ("mujoco", "myo_sim")
MODEL = "myolegs"
STANCE = 5.7
"""Thigh inclination of the default stand, deg."""
HIP_JOINTS = ("hip_adduction_r", "hip_flexion_r", "hip_rotation_r")
TOWARDS_ARMS = np.array([1.0, -1.0, -1.0])
"""A pull shortens its tendon: it turns every joint against the sign of the tendon's lengthening."""
TRUNK = "lumbar5"
PELVIS = ("pelvis", "sacrum")
FEMUR = "femur_r"
"""Its axes are anterior, up and lateral."""
GLUTEALS = ("glmed", "glmin")


def installed() -> bool:
    """Whether the model and MuJoCo are here."""
    return all(importlib.util.find_spec(package) for package in PACKAGES)


@dataclass(frozen=True, eq=False, kw_only=True)
class Hip:
    """The n muscles over the right hip in one pose, and what they must hold.

    Attributes
    ----------
    names : tuple of n str, without the side
    arms : (3, n) array, m
    capacities : (n,) array, N
        Maximal isometric force times active force–length of the pose; the model has no pennation.
    demand : float, N·m
        Abduction moment of gravity on all that the right hip carries.
    gluteals : (n,) array of bool
        Which of them are gluteus medius or minimus.
    """

    names: tuple[str, ...]
    arms: Array
    capacities: Array
    demand: float
    gluteals: NDArray[np.bool_]


@cache
def model(offset: float = 0.0) -> Any:
    """The compiled model, its rigid trunk on a hinge at L5 so that it can lean.

    The right femur, with all that wraps around it and hangs from it, lies ``offset`` mm farther lateral of
    the hip centre than in the model as it comes.
    """
    import mujoco
    import myo_sim

    # MuJoCo writes a log of its warnings to wherever one stands.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), _without(EMPTY_PREFIX):
        spec = myo_sim.load_spec(MODEL)
        hinge = mujoco.mjtJoint.mjJNT_HINGE
        spec.body(TRUNK).add_joint(name="trunk", type=hinge, axis=[1, 0, 0], range=[-1, 1])
        _shift(spec.body(FEMUR), np.array([0.0, 0.0, offset / 1000]))
        return spec.compile()


def _shift(bone: Any, way: Array) -> None:
    """Move all that stands on a bone, in its own axes, but not the joint above it."""
    for part in (*bone.sites, *bone.bodies):
        part.pos = part.pos + way
    for shape in bone.geoms:
        if np.isnan(shape.fromto[0]):
            shape.pos = shape.pos + way
        else:
            shape.fromto = shape.fromto + np.tile(way, 2)


@contextlib.contextmanager
def _without(known: str) -> Iterator[None]:
    """MuJoCo without a warning that is known: it writes to the error stream itself, past Python's."""
    import mujoco

    said: list[str] = []
    before = mujoco.get_mju_user_warning()
    mujoco.set_mju_user_warning(said.append)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", known)
            yield
    finally:
        mujoco.set_mju_user_warning(before)
    for text in said:
        if known not in text:
            warnings.warn(text, RuntimeWarning, stacklevel=3)


def posed(
    adduction: float = STANCE,
    *,
    pelvic_drop: float = 0.0,
    trunk_lean: float = 0.0,
    offset: float = 0.0,
) -> Any:
    """The model with its thigh in a pose; drop, lean and their signs as in :func:`hipmech.solve`, deg.

    The trunk leans from the vertical, the swing leg hangs; ``offset`` is that of :func:`model`.
    """
    import mujoco

    data = mujoco.MjData(model(offset))
    half = np.radians(pelvic_drop) / 2
    data.joint("root").qpos[3:] = np.cos(half), 0.0, np.sin(half), 0.0
    angles = {
        "hip_adduction_r": adduction + pelvic_drop,
        "hip_adduction_l": -pelvic_drop,
        "trunk": pelvic_drop + trunk_lean,
    }
    for joint, angle in angles.items():
        data.joint(joint).qpos[0] = np.radians(angle)
    _follow_the_knees(data)
    mujoco.mj_forward(data.model, data)
    return data


def _follow_the_knees(data: Any) -> None:
    """Put the kneecap and the gliding of the knee where the knee's angle wants them."""
    import mujoco

    m = data.model
    for row in np.flatnonzero(m.eq_type == mujoco.mjtEq.mjEQ_JOINT):
        follower, leader = m.eq_obj1id[row], m.eq_obj2id[row]
        angle = data.qpos[m.jnt_qposadr[leader]]
        data.qpos[m.jnt_qposadr[follower]] = np.polyval(m.eq_data[row][4::-1], angle)


def standing(
    adduction: float = STANCE, *, pelvic_drop: float = 0.0, trunk_lean: float = 0.0, offset: float = 0.0
) -> Hip:
    """Every muscle that has an arm at the right hip, in a pose of :func:`posed`."""
    data = posed(adduction, pelvic_drop=pelvic_drop, trunk_lean=trunk_lean, offset=offset)
    arms = TOWARDS_ARMS * lengthening(data, HIP_JOINTS)
    acting = np.flatnonzero(np.abs(arms).max(axis=1) > 1e-6)
    names = tuple(data.model.actuator(i).name.removesuffix("_r") for i in acting)
    return Hip(
        names=names,
        arms=arms[acting].T,
        capacities=np.array([isometric_force(data, i) for i in acting.tolist()]),
        demand=_demand(data),
        gluteals=np.array([name.startswith(GLUTEALS) for name in names]),
    )


def lengthening(data: Any, joints: Sequence[str]) -> Array:
    """Lengthening of every actuator's tendon per angle of some joints, (n, joints), m/rad."""
    import mujoco

    of = data.model
    dense = np.zeros((of.nu, of.nv))
    mujoco.mju_sparse2dense(
        dense, data.actuator_moment, data.moment_rownnz, data.moment_rowadr, data.moment_colind
    )
    return dense[:, [of.joint(name).dofadr[0] for name in joints]]


def isometric_force(data: Any, muscle: int) -> float:
    """Active force at full activation and rest, at the length that the muscle has, N."""
    import mujoco

    m = data.model
    length, given = data.actuator_length[muscle], m.actuator_gainprm[muscle][:9]
    return -float(
        mujoco.mju_muscleGain(length, 0.0, m.actuator_lengthrange[muscle], m.actuator_acc0[muscle], given)
    )


def _demand(data: Any) -> float:
    """Moment of gravity about the right hip of all but the right leg; x of the world is medial."""
    m = data.model
    leg = m.body(FEMUR).id
    moment = m.body_subtreemass[0] * data.subtree_com[0] - m.body_subtreemass[leg] * data.subtree_com[leg]
    carried = m.body_subtreemass[0] - m.body_subtreemass[leg]
    return float(STANDARD_GRAVITY * (moment - carried * data.xpos[leg])[0])


@dataclass(frozen=True, eq=False, kw_only=True)
class Segments:
    """What the right hip carries in three parts, on a level pelvis: kg, and m from the right hip centre.

    The trunk is all that stands on L5, its length runs from there to its centre of mass.
    """

    pelvis_mass: float
    trunk_mass: float
    leg_mass: float
    half_hip_distance: float
    pelvis_com_height: float
    lumbosacral_height: float
    trunk_com_length: float


def segments() -> Segments:
    """Masses and places of the model's parts, and half the distance between its hip centres."""
    m, data = model(), posed(0.0)
    hip, other = (data.xpos[m.body(name).id] for name in (FEMUR, "femur_l"))
    pelvis = [m.body(name).id for name in PELVIS]
    pelvis_mass = m.body_mass[pelvis].sum()
    pelvis_com = m.body_mass[pelvis] @ data.xipos[pelvis] / pelvis_mass
    trunk, leg = m.body(TRUNK).id, m.body("femur_l").id
    return Segments(
        pelvis_mass=float(pelvis_mass),
        trunk_mass=float(m.body_subtreemass[trunk]),
        leg_mass=float(m.body_subtreemass[leg]),
        half_hip_distance=float(np.linalg.norm(other - hip)) / 2,
        pelvis_com_height=float(pelvis_com[2] - hip[2]),
        lumbosacral_height=float(data.xpos[trunk][2] - hip[2]),
        trunk_com_length=float(data.subtree_com[trunk][2] - data.xpos[trunk][2]),
    )


def body_mass() -> float:
    """Mass of the whole model, kg."""
    return float(model().body_subtreemass[0])


@dataclass(frozen=True, eq=False, kw_only=True)
class StraightPaths:
    """The first and last points of the hip muscles' paths, (n, 3) m from the hip centre, at a neutral hip."""

    names: tuple[str, ...]
    origin: Array
    insertion: Array


def straight_paths() -> StraightPaths:
    """The hip muscles of the model without all that bends their paths."""
    m, data = model(), posed(0.0)
    names = standing(0.0).names
    tendons = [m.tendon(f"{name}_r_tendon").id for name in names]
    first = m.tendon_adr[tendons]
    last = first + m.tendon_num[tendons] - 1
    hip = data.xpos[m.body(FEMUR).id]

    def at_the_hip(points: Any) -> Array:
        to_left, backward, upward = (data.site_xpos[m.wrap_objid[points]] - hip).T
        return np.stack((-backward, upward, -to_left), axis=-1)

    return StraightPaths(names=names, origin=at_the_hip(first), insertion=at_the_hip(last))


@dataclass(frozen=True, eq=False, kw_only=True)
class Turned:
    """A thigh on three hinges: where its insertions are, the hinges' axes, and the tendons' lengthening.

    Attributes
    ----------
    insertion : (n, 3) array, m
    axes : (3, 3) array, a hinge a row
    lengthening : (n, 3) array, m/rad, by hinge
    """

    insertion: Array
    axes: Array
    lengthening: Array


def two_point_tendons(paths: StraightPaths, *, flexion: float, adduction: float, rotation: float) -> Turned:
    """MuJoCo's own moment arms of straight tendons, in a model with nothing else; angles in deg."""
    import mujoco

    count = range(len(paths.names))
    tendons = (f'<spatial name="{i}"><site site="o{i}"/><site site="i{i}"/></spatial>' for i in count)
    motors = (f'<motor tendon="{i}"/>' for i in count)
    thigh = mujoco.MjModel.from_xml_string(
        f"""<mujoco><worldbody>{_sites("o", paths.origin)}
        <body>
        <inertial mass="1" pos="0 0 0" diaginertia="1 1 1"/>
        <joint name="flexion" axis="0 0 1"/>
        <joint name="adduction" axis="1 0 0"/>
        <joint name="rotation" axis="0 1 0"/>
        {_sites("i", paths.insertion)}
        </body></worldbody>
        <tendon>{"".join(tendons)}</tendon><actuator>{"".join(motors)}</actuator></mujoco>"""
    )
    data = mujoco.MjData(thigh)
    data.qpos[:] = np.radians((flexion, adduction, rotation))
    mujoco.mj_forward(thigh, data)
    return Turned(
        insertion=data.site_xpos[len(count) :].copy(),
        axes=data.xaxis.copy(),
        lengthening=lengthening(data, ("flexion", "adduction", "rotation")),
    )


def _sites(prefix: str, points: Array) -> str:
    return "".join(
        f'<site name="{prefix}{i}" pos="{x!r} {y!r} {z!r}"/>' for i, (x, y, z) in enumerate(points.tolist())
    )
