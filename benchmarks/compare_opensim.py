"""New hip geometries per second: OpenSim against hipmech, on a model of your own choosing.

    pip install opensim
    python -m benchmarks.compare_opensim Rajagopal2016.osim

Any full-body model with a joint `hip_r` and a coordinate `hip_adduction_r` will do, such as gait2392 or
Rajagopal's of the public OpenSim models. Each geometry moves both hip centres apart; the model then hangs
still in its default pose. OpenSim is asked in two ways:

- inverse dynamics: the model stays in memory, its hip centres are moved, the system is built again, the
  moments of all joints are computed, and the arms of the right abductors;
- static optimisation, as a script does it: the moved model is written, and `AnalyzeTool` runs
  `StaticOptimization` over one instant, with reserve actuators so that it always has an answer.

hipmech solves many geometries in a call, without and with the sharing of its muscles. These are not the same
models: a whole body in three dimensions does more than a frontal balance of one hip. The ratio says what a
study of many geometries costs, not which answer is better. OpenSim can be tuned further, by building its
system less often.

It was run with OpenSim 4.6 and Rajagopal's model of 2015; gait2392 was not tried.
"""

import argparse
import importlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import hipmech as hm

WIDEST, HIPS, ROUNDS = 0.01, 20_000, 7
"""Metres by which a hip centre moves at most; hips of one call of hipmech; rounds."""
STEPS, STEP = 11, 0.01
"""Rows of the motion, enough for a spline, and seconds between them."""
INSTANT = 0.05
ABDUCTORS = ("glmed", "glmin", "glut_med", "glut_min", "tfl", "piri", "peri")
"""How the names of abductors begin in the public models."""
STRONG = 1000.0
"""Optimal force of a reserve where nothing else holds the body, N or N·m."""


def loaded() -> ModuleType:
    """OpenSim, or one sentence that says how to get it."""
    try:
        return importlib.import_module("opensim")
    except ImportError:
        sys.exit("OpenSim is not installed here: pip install opensim, then run this again.")


def moved(opensim: ModuleType, model: Any, shift: float) -> None:
    """Move both hip centres outwards, in metres."""
    for side, way in (("r", 1.0), ("l", -1.0)):
        frame = opensim.PhysicalOffsetFrame.safeDownCast(
            model.getJointSet().get(f"hip_{side}").getParentFrame()
        )
        place = frame.get_translation()
        frame.set_translation(opensim.Vec3(place.get(0), place.get(1), place.get(2) + way * shift))
    model.finalizeConnections()


def by_inverse_dynamics(opensim: ModuleType, path: Path) -> Callable[[float], object]:
    """Moments of all joints and arms of the abductors, for one geometry after another."""
    model = opensim.Model(str(path))
    before = 0.0
    names = [model.getMuscles().get(place).getName() for place in range(model.getMuscles().getSize())]
    abductors = [name for name in names if name.startswith(ABDUCTORS) and name.endswith("_r")]

    def solve(shift: float) -> object:
        nonlocal before
        moved(opensim, model, shift - before)
        before = shift
        state = model.initSystem()
        muscles = model.getMuscles()
        for place in range(muscles.getSize()):
            muscles.get(place).setAppliesForce(state, False)
        model.realizeDynamics(state)
        moments = opensim.InverseDynamicsSolver(model).solve(state, opensim.Vector(state.getNU(), 0.0))
        adduction = model.getCoordinateSet().get("hip_adduction_r")
        return moments, [muscles.get(name).computeMomentArm(state, adduction) for name in abductors]

    return solve


def by_static_optimisation(opensim: ModuleType, path: Path, folder: Path) -> Callable[[float], object]:
    """Muscle forces of one instant, through files as in the manual."""
    model = opensim.Model(str(path))
    model.initSystem()
    motion = folder / "still.sto"
    motion.write_text(still(model), encoding="ascii")

    def solve(shift: float) -> object:
        fresh = opensim.Model(str(path))
        moved(opensim, fresh, shift)
        with_reserves(opensim, fresh)
        fresh.initSystem()
        file, setup = folder / "moved.osim", folder / "setup.xml"
        fresh.printToXML(str(file))
        tool = opensim.AnalyzeTool()
        tool.setName("still")
        tool.setModelFilename(str(file))
        tool.setCoordinatesFileName(str(motion))
        tool.setInitialTime(INSTANT)
        tool.setFinalTime(INSTANT)
        tool.setResultsDir(str(folder / "results"))
        analysis = opensim.StaticOptimization()
        analysis.setStartTime(INSTANT)
        analysis.setEndTime(INSTANT)
        tool.updAnalysisSet().cloneAndAppend(analysis)
        tool.printToXML(str(setup))
        if not opensim.AnalyzeTool(str(setup)).run():
            raise RuntimeError("OpenSim's static optimisation did not run; its log says why.")
        return folder

    return solve


def still(model: Any) -> str:
    """A motion in which nothing moves."""
    coordinates = model.getCoordinateSet()
    names = [coordinates.get(place).getName() for place in range(coordinates.getSize())]
    values = [coordinates.get(place).getDefaultValue() for place in range(coordinates.getSize())]
    rows = [[row * STEP, *values] for row in range(STEPS)]
    head = ["still", "version=1", f"nRows={STEPS}", f"nColumns={len(names) + 1}", "inDegrees=no", "endheader"]
    lines = ["\t".join(map(repr, map(float, row))) for row in rows]
    return "\n".join([*head, "\t".join(["time", *names]), *lines, ""])


def with_reserves(opensim: ModuleType, model: Any) -> None:
    """An actuator for each coordinate: strong at the pelvis, which hangs in the air, and weak elsewhere."""
    coordinates = model.getCoordinateSet()
    for place in range(coordinates.getSize()):
        name = coordinates.get(place).getName()
        reserve = opensim.CoordinateActuator(name)
        reserve.setName(f"{name}_reserve")
        reserve.setOptimalForce(STRONG if name.startswith("pelvis") else 1.0)
        reserve.setMinControl(-float("inf"))
        reserve.setMaxControl(float("inf"))
        model.addForce(reserve)


def per_second(run: Callable[[float], object], shifts: Sequence[float]) -> float:
    """Geometries per second, median of single ones after one to warm up."""
    run(0.0)
    seconds = []
    for shift in shifts:
        start = time.perf_counter()
        run(shift)
        seconds.append(time.perf_counter() - start)
    return 1 / statistics.median(seconds)


def of_hipmech(solve: Callable[[Any], object], shifts: Sequence[float]) -> float:
    """Hips per second, many in a call."""
    distances = 172 + 1000 * np.random.default_rng(1).uniform(-WIDEST, WIDEST, HIPS)
    return HIPS * per_second(lambda shift: solve(distances + 1000 * shift), shifts)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description="New hip geometries per second, OpenSim and hipmech.")
    parser.add_argument("model", type=Path, help="an .osim file with hip_r and hip_adduction_r")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    if not options.model.is_file():
        sys.exit(f"There is no model {options.model}: take one of the public OpenSim models.")
    opensim = loaded()
    opensim.Logger.setLevelString("Error")
    shifts = np.random.default_rng(1).uniform(-WIDEST, WIDEST, options.rounds).tolist()
    print(f"OpenSim {opensim.GetVersion()}, {options.model.name}; geometries per second")
    with tempfile.TemporaryDirectory() as folder:
        theirs = {
            "inverse dynamics": per_second(by_inverse_dynamics(opensim, options.model), shifts),
            "static optimisation": per_second(
                by_static_optimisation(opensim, options.model.resolve(), Path(folder)), shifts
            ),
        }
    ours = {
        "balance": of_hipmech(lambda width: hm.solve(inter_hip_distance=width), shifts),
        "balance and muscles": of_hipmech(
            lambda width: hm.muscles.recruit(hm.solve(inter_hip_distance=width)), shifts
        ),
    }
    for (their, slow), (our, fast) in zip(theirs.items(), ours.items(), strict=True):
        print(f"  OpenSim, {their}: {slow:,.1f}; hipmech, {our}: {fast:,.0f}; {fast / slow:,.0f}×")


if __name__ == "__main__":
    main(sys.argv[1:])
