// Each equation. Written by `python -m hipmech.derivation`: change the equations, not this file.

export const EQUATIONS = {
  running_step_time: { computes: "step_time", arguments: ["step_rate"], value: (step_rate) => 1/step_rate },
  running_contact_time: { computes: "contact_time", arguments: ["duty_factor", "preferred_step_rate", "contact_response", "step_rate"], value: (duty_factor, preferred_step_rate, contact_response, step_rate) => 2*duty_factor*Math.pow(preferred_step_rate/step_rate, contact_response)/preferred_step_rate },
  running_load_factor: { computes: "load_factor", arguments: ["time", "contact_time", "step_time"], value: (time, contact_time, step_time) => ((1/2))*Math.PI*step_time*Math.cos(Math.PI*((-1/2) + time/contact_time))/contact_time },
  yielding_pelvic_drop: { computes: "pelvic_drop", arguments: ["pelvic_give", "load_factor"], value: (pelvic_give, load_factor) => load_factor*pelvic_give },
  foot_beside_a_runner: { computes: "foot_shift", arguments: ["step_width", "half_hip_distance", "pelvic_drop", "standing_foot_arm"], value: (step_width, half_hip_distance, pelvic_drop, standing_foot_arm) => -half_hip_distance*Math.cos(pelvic_drop) + standing_foot_arm + ((1/2))*step_width },
};

export const PLAN = [
  {"name": "step_time", "function": "running_step_time"},
  {"name": "contact_time", "function": "running_contact_time"},
  {"name": "load_factor", "function": "running_load_factor"},
  {"name": "pelvic_drop", "function": "yielding_pelvic_drop"},
  {"name": "foot_shift", "function": "foot_beside_a_runner"},
];
