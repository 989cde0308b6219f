// Each equation. Written by `python -m hipmech.derivation`: change the equations, not this file.

export const EQUATIONS = {
  walking_contact_time: { computes: "contact_time", arguments: ["duty_factor", "step_time"], value: (duty_factor, step_time) => 2*duty_factor*step_time },
  balance_margin: { computes: "balance_margin", arguments: ["step_width", "half_hip_distance", "pelvic_drop", "standing_foot_arm", "pendulum_rate", "step_time"], value: (step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time) => (-half_hip_distance*Math.cos(pelvic_drop) + standing_foot_arm + ((1/2))*step_width)*Math.exp(-(1/2)*pendulum_rate*step_time)/Math.cosh(((1/2))*pendulum_rate*step_time) },
  walking_load_factor: { computes: "load_factor", arguments: ["time", "contact_time", "step_time", "load_shape"], value: (time, contact_time, step_time, load_shape) => ((1/2))*Math.PI*step_time*(-load_shape*Math.cos(Math.PI*((-3/2) + 3*time/contact_time)) + Math.cos(Math.PI*((-1/2) + time/contact_time)))/(contact_time*(((1/3))*load_shape + 1)) },
  foot_beside_a_walker: { computes: "foot_shift", arguments: ["step_width", "half_hip_distance", "pelvic_drop", "standing_foot_arm", "pendulum_rate", "step_time", "contact_time", "time"], value: (step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time, contact_time, time) => (-half_hip_distance*Math.cos(pelvic_drop) + standing_foot_arm + ((1/2))*step_width)*Math.cosh(pendulum_rate*(-(1/2)*contact_time + time))/Math.cosh(((1/2))*pendulum_rate*step_time) },
};

export const PLAN = [
  {"name": "contact_time", "function": "walking_contact_time"},
  {"name": "balance_margin", "function": "balance_margin"},
  {"name": "load_factor", "function": "walking_load_factor"},
  {"name": "foot_shift", "function": "foot_beside_a_walker"},
];
