// Each equation. Written by `python -m hipmech.derivation`: change the equations, not this file.

export const EQUATIONS = {
  side_lying_moment: { computes: "side_lying_moment", arguments: ["leg_mass", "gravity", "leg_com_depth", "leg_elevation"], value: (leg_mass, gravity, leg_com_depth, leg_elevation) => gravity*leg_com_depth*leg_mass*Math.cos(leg_elevation) },
  standing_abduction_moment: { computes: "standing_abduction_moment", arguments: ["leg_mass", "gravity", "leg_com_depth", "leg_abduction"], value: (leg_mass, gravity, leg_com_depth, leg_abduction) => gravity*leg_com_depth*leg_mass*Math.sin(leg_abduction) },
  shoulder_distance: { computes: "shoulder_distance", arguments: ["stature", "hip_height"], value: (stature, hip_height) => -hip_height + ((409/500))*stature },
  bridge_foot_force: { computes: "bridge_foot_force", arguments: ["gravity", "shoulder_distance", "leg_length", "pelvis_mass", "pelvis_com_height", "trunk_mass", "lumbosacral_height", "trunk_com_length", "leg_mass", "leg_com_depth"], value: (gravity, shoulder_distance, leg_length, pelvis_mass, pelvis_com_height, trunk_mass, lumbosacral_height, trunk_com_length, leg_mass, leg_com_depth) => gravity*(2*leg_mass*(leg_com_depth + shoulder_distance) + pelvis_mass*(-pelvis_com_height + shoulder_distance) + trunk_mass*(-lumbosacral_height + shoulder_distance - trunk_com_length))/(leg_length + shoulder_distance) },
  side_bridge_moment: { computes: "side_bridge_moment", arguments: ["bridge_foot_force", "leg_length", "leg_mass", "gravity", "leg_com_depth", "body_inclination"], value: (bridge_foot_force, leg_length, leg_mass, gravity, leg_com_depth, body_inclination) => (bridge_foot_force*leg_length - 2*gravity*leg_com_depth*leg_mass)*Math.cos(body_inclination) },
};

export const PLAN = [
  {"name": "side_lying_moment", "function": "side_lying_moment"},
  {"name": "standing_abduction_moment", "function": "standing_abduction_moment"},
  {"name": "shoulder_distance", "function": "shoulder_distance"},
  {"name": "bridge_foot_force", "function": "bridge_foot_force"},
  {"name": "side_bridge_moment", "function": "side_bridge_moment"},
];
