// Each equation. Written by `python -m hipmech.derivation`: change the equations, not this file.

export const EQUATIONS = {
  band_origin_up: { computes: "band_origin_up", arguments: ["abductor_origin_up"], value: (abductor_origin_up) => ((7/5))*abductor_origin_up },
  band_origin_lateral: { computes: "band_origin_lateral", arguments: ["abductor_origin_lateral"], value: (abductor_origin_lateral) => ((7/5))*abductor_origin_lateral + (7/250) },
  band_end_down: { computes: "band_end_down", arguments: ["stature"], value: (stature) => ((218/875))*stature },
  upper_band_angle: { computes: "upper_band_angle", arguments: ["tip_lateral", "tip_up", "band_origin_lateral", "band_origin_up", "hip_adduction"], value: (tip_lateral, tip_up, band_origin_lateral, band_origin_up, hip_adduction) => Math.atan2(-band_origin_lateral + tip_lateral*Math.cos(hip_adduction) + tip_up*Math.sin(hip_adduction), band_origin_up + tip_lateral*Math.sin(hip_adduction) - tip_up*Math.cos(hip_adduction)) },
  lower_band_angle: { computes: "lower_band_angle", arguments: ["tip_lateral", "tip_up", "band_end_down", "hip_adduction"], value: (tip_lateral, tip_up, band_end_down, hip_adduction) => hip_adduction + Math.atan2(tip_lateral + (-33/1250), band_end_down + tip_up) },
  band_deflection: { computes: "band_deflection", arguments: ["upper_band_angle", "lower_band_angle"], value: (upper_band_angle, lower_band_angle) => Math.max(0, lower_band_angle + upper_band_angle) },
  trochanter_pressure: { computes: "trochanter_pressure", arguments: ["abductor_force", "band_deflection"], value: (abductor_force, band_deflection) => ((3/5))*abductor_force*Math.sin(((1/2))*band_deflection) },
};

export const PLAN = [
  {"name": "band_origin_up", "function": "band_origin_up"},
  {"name": "band_origin_lateral", "function": "band_origin_lateral"},
  {"name": "band_end_down", "function": "band_end_down"},
  {"name": "upper_band_angle", "function": "upper_band_angle"},
  {"name": "lower_band_angle", "function": "lower_band_angle"},
  {"name": "band_deflection", "function": "band_deflection"},
  {"name": "trochanter_pressure", "function": "trochanter_pressure"},
];
