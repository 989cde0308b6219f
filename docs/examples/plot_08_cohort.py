"""
A table of people
=================

Columns as they come, a mapping, and loads row by row. Nothing is guessed: which column feeds which quantity, and by which factor, is
said by you.
"""

# %%
# Two hundred people, made up, in the columns of a survey that keeps its mass in tenths of a kilogram. One cell is blank and one was
# typed in metres.

import numpy as np
import pandas as pd

import hipmech as hm

rng = np.random.default_rng(1)
people = pd.DataFrame(
    {
        "weightkg": rng.normal(750, 110, 200).round(),
        "stature": rng.normal(1700, 80, 200).round(),
        "bicristalbreadth": rng.normal(274, 10, 200).round(),
    }
)
people.loc[3, "weightkg"] = np.nan
people.loc[5, "stature"] = 1.71
people.head()

# %%
# A survey measures the breadth between the crests; the distance between the hip centres is an *estimate* from it, and should be
# called so wherever it is printed.

columns = {
    "body_mass": ("weightkg", 0.1),
    "stature": "stature",
    "inter_hip_distance": ("bicristalbreadth", 0.627),
}
found = hm.sweeps.cohort(people, columns)
loads = found.table()
loads["status"].value_counts()

# %%
# Rows keep their place; what could not be solved says why.

for row in (3, 5):
    print(row, found.reasons[row])

# %%
# Which measure explains the spread? In newtons the mass, in body weights the hip distance.

solved = loads["status"] == "ok"
measured = people.loc[solved, ["weightkg", "stature", "bicristalbreadth"]]
for output in ("joint_reaction", "joint_reaction_bw"):
    ranked = hm.influence.from_data(
        measured, loads.loc[solved, output], output=output
    )
    print(output, ranked.table()["first"].round(2).to_dict())

# %%

from matplotlib.figure import Figure

figure = Figure(figsize=(6.4, 3.4), layout="constrained")
figure.suptitle(
    "Joint force of two hundred made-up people against their hip distance"
)
axes = figure.subplots()
axes.plot(
    0.627 * people["bicristalbreadth"],
    loads["joint_reaction_bw"],
    ".",
    color="#0b5c8a",
)
axes.set(xlabel="hip distance, estimated (mm)", ylabel="joint reaction (BW)")

# %%
# On the command line: ``hipmech cohort people.csv --map body_mass=weightkg*0.1 ... -o loads.csv``; more in :doc:`../researcher`.
