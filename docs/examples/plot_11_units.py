"""
My numbers have units. May they keep them?
==========================================

Quantities of `pint <https://pint.readthedocs.io>`_ are converted where they enter; a wrong unit is one clear error. hipmech itself does
not need pint.
"""

import pint

import hipmech as hm

units = pint.UnitRegistry()
load = hm.solve(
    body_mass=165 * units.pound, inter_hip_distance=[6.8, 7.2] * units.inch
)
load.inputs["inter_hip_distance"].round(1), load.joint_reaction_bw.round(2)

# %%
# Without units, what looks like another unit is caught as well, and the message says what to try.

for wrong in (
    {"stature": 75 * units.kilogram},
    {"inter_hip_distance": 0.172},
    {"neck_shaft_angel": 130},
):
    try:
        hm.solve(**wrong)
    except hm.HipmechError as error:
        print(type(error).__name__, "-", error)
