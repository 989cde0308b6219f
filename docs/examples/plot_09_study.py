"""
A study in a file
=================

A study that is worth a paper stands in a file: what is fixed, what varies, what is drawn and from which seed. The same file gives the
same bytes tomorrow.
"""

# %%
# Usually the file is written by hand; this one is written here, in a folder of its own.

import tempfile
from pathlib import Path

import hipmech as hm

folder = Path(tempfile.mkdtemp())
file = folder / "neck.toml"
file.write_text("""
title = "Neck angle and drop, over necks of all lengths"
outputs = ["joint_reaction_bw", "utilisation"]
seed = 1

[[axes]]
neck_shaft_angle = { from = 114, to = 140, count = 14 }

[[axes]]
pelvic_drop = [0, 4, 8]

[[axes]]
sample = "latin_hypercube"
count = 100
neck_length = { mean = 54, sd = 6, min = 41, max = 74 }
""")
study = hm.studies.read(file)
hm.studies.check(study).cases

# %%
# Run it. The data are CSV, Parquet or NetCDF by the ending; each holds units, versions and the study itself.

report = hm.studies.run(study, folder / "neck.parquet")
report.counts

# %%

stored = hm.stores.read(folder / "neck.parquet")
stored.frame.groupby("pelvic_drop")[
    ["joint_reaction_bw", "utilisation"]
].mean().round(2)

# %%

print(
    {
        name: stored.units[name]
        for name in ("neck_shaft_angle", "neck_length", "joint_reaction_bw")
    }
)

# %%
# The same study again, byte for byte:

again = hm.studies.run(study, folder / "again.parquet")
(folder / "neck.parquet").read_bytes() == (folder / "again.parquet").read_bytes()

# %%
# On the command line: ``hipmech study run neck.toml -o neck.parquet``; on several processes with ``--workers 4``. More in
# :doc:`../researcher`.
