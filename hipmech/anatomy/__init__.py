"""The bones and the body as outlines in millimetres, in the frames in which they move; no drawing here.

::

    pelvis frame: origin stance hip centre, turned by the drop         up
    femur frame:  origin head centre, `up` along the shaft              │
    hip frame:    origin stance hip centre, `up` vertical               └── lateral (away from the midline)

Every outline is a table of control points and one smooth curve through them, so that the same tables can be
drawn elsewhere. Sizes follow the CT means of Fischer 2021 (ten people: crest 140 mm up and 56 mm lateral of
the hip centre, pelvis 216 mm high) and the segment lengths of Winter 2009; shapes are drawn by hand after the
antero-posterior view.
"""

from hipmech.anatomy.curves import Move, Points, Shape, arc, closed_line, direction, ring, smooth
from hipmech.anatomy.muscle import gluteus_medius
from hipmech.anatomy.pelvis import CUP_RADIUS, lumbar_spine, pelvis
from hipmech.anatomy.pose import THIGH_LIMIT, TRUNK_LIMIT, Pose, pose_of
from hipmech.anatomy.silhouette import cane, carried_bag, silhouette
from hipmech.anatomy.skeleton import skeleton
from hipmech.anatomy.thigh_bone import HEAD_RADIUS, thigh_bone

__all__ = [
    "CUP_RADIUS",
    "HEAD_RADIUS",
    "THIGH_LIMIT",
    "TRUNK_LIMIT",
    "Move",
    "Points",
    "Pose",
    "Shape",
    "arc",
    "cane",
    "carried_bag",
    "closed_line",
    "direction",
    "gluteus_medius",
    "lumbar_spine",
    "pelvis",
    "pose_of",
    "ring",
    "silhouette",
    "skeleton",
    "smooth",
    "thigh_bone",
]
