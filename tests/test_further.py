"""Outputs of further rooms in sweeps, studies and files, as the rooms themselves tell them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import hipmech as hm
from hipmech import contact, designs, further, lateral, stores, studies, sweeps

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.errors.PhysiologyWarning")

PEAK, INDEX = "contact_stress_peak", "trochanter_compression_index"
AXES: dict[str, Any] = {
    "centre_edge_angle": [10, 25, 40],
    "pelvic_drop": [0, 5],
    "neck_shaft_angle": [115, 140],
}


def by_hand(inputs: dict[str, Any]) -> tuple[Any, Any]:
    hip = {name: values for name, values in inputs.items() if name not in further.INPUTS}
    load = hm.solve(**hip)
    socket = {name: inputs[name] for name in further.INPUTS if name in inputs}
    return contact.stress(load, **socket).contact_stress_peak, lateral.compression_index(load)[INDEX]


def test_a_sweep_tells_what_the_rooms_tell() -> None:
    found = sweeps.run(designs.grid({"femoral_head_radius": 23}, **AXES), [PEAK, INDEX, "joint_reaction"])
    peak, index = by_hand({**found.inputs, "femoral_head_radius": 23})
    assert found.outputs[PEAK] == pytest.approx(peak, rel=1e-12)
    assert found.outputs[INDEX] == pytest.approx(index, rel=1e-12)
    assert tuple(found.outputs) == (PEAK, INDEX, "joint_reaction")


@pytest.mark.parametrize("convention", ["head", "proximal_femur"])
def test_the_index_follows_both_meanings_of_a_neck_angle(convention: str) -> None:
    design = designs.grid({"neck_angle_convention": convention}, neck_shaft_angle=[115, 127, 140])
    expected = lateral.compression_index(
        hm.solve(neck_shaft_angle=[115, 127, 140], neck_angle_convention=convention)
    )
    assert sweeps.run(design, [INDEX]).outputs[INDEX] == pytest.approx(expected[INDEX], rel=1e-12)


def test_further_outputs_come_of_themselves_only_with_an_input_of_theirs() -> None:
    plain = sweeps.run(designs.grid(pelvic_drop=[0, 5]))
    assert not set(further.OUTPUTS) & set(plain.outputs)
    told = sweeps.run(designs.grid({"centre_edge_angle": 20}, pelvic_drop=[0, 5]))
    assert set(told.outputs) == {*plain.outputs, *contact.OUTPUTS}
    assert "contact_stress_peak" in sweeps.cohort({"ce": [20, 30]}, {"centre_edge_angle": "ce"}).outputs


def test_the_metadata_state_the_socket_that_was_assumed() -> None:
    told = sweeps.run(designs.grid(centre_edge_angle=[20, 30]), [PEAK]).metadata
    assert told.defaults["femoral_head_radius"] == 25.4
    assert told.units[PEAK] == "MPa"
    assert "centre_edge_angle" not in sweeps.run(designs.grid(pelvic_drop=[0, 5])).metadata.defaults


def test_a_force_past_the_rim_is_told_and_has_no_number() -> None:
    found = sweeps.run(designs.grid(centre_edge_angle=[-15, 30]), [PEAK])
    assert np.isnan(found.outputs[PEAK]).tolist() == [True, False]
    assert found.status_words.tolist() == ["ok", "ok"]
    assert found.reasons.tolist() == [further.why_blank(PEAK), ""]


def test_a_socket_that_is_not_allowed_is_an_invalid_row() -> None:
    found = sweeps.run(designs.grid(centre_edge_angle=[30, 500]), [PEAK])
    assert found.status_words.tolist() == ["ok", "invalid input"]
    assert "must lie between -20 and 80 deg" in found.reasons[1]


def test_a_summary_takes_further_inputs_that_are_drawn() -> None:
    design = designs.random(5000, 1, neck_shaft_angle=(114, 140), centre_edge_angle=(18, 48))
    found = sweeps.summarise(design, [PEAK], threads=2)
    assert found.mean(PEAK) == pytest.approx(sweeps.run(design, [PEAK]).outputs[PEAK].mean(), rel=1e-12)
    grid = designs.grid(pelvic_drop=np.linspace(0, 10, 1000), neck_shaft_angle=np.linspace(115, 140, 300))
    assert sweeps.summarise(grid, [PEAK]).maximum(PEAK).inputs == {"pelvic_drop": 10, "neck_shaft_angle": 140}


def test_a_lever_of_the_literature_can_have_a_socket() -> None:
    design = designs.grid({"abductor_arm": 50}, supported_weight_bw=[0.7, 5 / 6])
    found = sweeps.run(design, [PEAK]).outputs[PEAK]
    loads = [hm.solve_lever(abductor_arm=50, supported_weight_bw=share) for share in (0.7, 5 / 6)]
    assert found == pytest.approx([contact.stress(load).contact_stress_peak for load in loads], rel=1e-12)


def test_files_keep_further_columns(tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "nc"):
        target = tmp_path / f"sweep.{ending}"
        command = [
            "sweep", "--vary", "centre_edge_angle=20:40:3", "--set", "femoral_head_radius=24",
            "--outputs", f"{PEAK},{INDEX}", "-o", str(target),
        ]  # fmt: skip
        subprocess.run([sys.executable, "-m", "hipmech", *command], check=True, capture_output=True)
        table = stores.read(target)
        assert table.units[PEAK] == "MPa"
        assert table.fixed == {"femoral_head_radius": 24.0}
        peaks, _ = by_hand({"centre_edge_angle": [20, 30, 40], "femoral_head_radius": 24})
        assert table.frame[PEAK].to_numpy() == pytest.approx(peaks, rel=1e-11)


def test_a_study_file_may_vary_and_fix_a_socket(tmp_path: Path) -> None:
    file = tmp_path / "cover.toml"
    file.write_text(
        f'outputs = ["{PEAK}"]\n[fixed]\nfemoral_head_radius = 24\n[[axes]]\ncentre_edge_angle = [20, 30]\n'
    )
    study = studies.read(file)
    assert study.outputs == (PEAK,)
    assert studies.check(study).refusal == ""
    studies.run(study, tmp_path / "cover.csv")
    peaks, _ = by_hand({"centre_edge_angle": [20, 30], "femoral_head_radius": 24})
    assert stores.read(tmp_path / "cover.csv").frame[PEAK].to_numpy() == pytest.approx(peaks, rel=1e-11)


def test_a_study_takes_sockets_from_a_table_and_draws_them(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("ce,kg\n20,60\n,70\n500,70\n")
    file = tmp_path / "people.toml"
    file.write_text(
        f'seed = 1\noutputs = ["{PEAK}"]\n[[axes]]\ntable = "people.csv"\n'
        'centre_edge_angle = { column = "ce" }\nbody_mass = { column = "kg" }\n'
        '[[axes]]\nsample = "random"\ncount = 3\nfemoral_head_radius = { min = 22, max = 28 }\n[report]\n'
    )
    studies.run(studies.read(file), tmp_path / "loads.csv")
    found = stores.read(tmp_path / "loads.csv").frame
    assert found["status"].tolist() == ["ok"] * 3 + ["invalid input"] * 6
    radii = found["femoral_head_radius"].to_numpy()[:3]
    inputs = {"centre_edge_angle": 20, "body_mass": 60, "femoral_head_radius": radii}
    assert found[PEAK].to_numpy()[:3] == pytest.approx(by_hand(inputs)[0], rel=1e-10)


def test_what_no_room_answers_is_refused() -> None:
    with pytest.raises(hm.UnknownQuantity, match="did you mean 'contact_stress_peak'"):
        sweeps.run(designs.grid(pelvic_drop=[0]), ["contact_stress_peek"])
    with pytest.raises(hm.UnknownQuantity, match="an input of a further room, not of hipmech"):
        hm.solve(centre_edge_angle=20)  # type: ignore[call-arg]
