// Each equation. Written by `python -m hipmech.derivation`: change the equations, not this file.

export const EQUATIONS = {
  force_cover: { computes: "force_cover", arguments: ["joint_reaction_angle", "pelvic_drop", "centre_edge_angle"], value: (joint_reaction_angle, pelvic_drop, centre_edge_angle) => centre_edge_angle + joint_reaction_angle - pelvic_drop },
  cover_of_arc: { computes: "cover_of_arc", arguments: ["loaded_arc"], value: (loaded_arc) => loaded_arc - Math.atan2(loaded_arc - Math.sin(loaded_arc)*Math.cos(loaded_arc), Math.pow(Math.sin(loaded_arc), 2)) },
  cover_slope: { computes: "cover_slope", arguments: ["loaded_arc"], value: (loaded_arc) => (Math.pow(loaded_arc, 2) - Math.pow(Math.sin(loaded_arc), 2))/(Math.pow(loaded_arc - Math.sin(loaded_arc)*Math.cos(loaded_arc), 2) + Math.pow(Math.sin(loaded_arc), 4)) },
  pole_stress: { computes: "pole_stress", arguments: ["joint_reaction", "femoral_head_radius", "loaded_arc"], value: (joint_reaction, femoral_head_radius, loaded_arc) => ((3/2))*joint_reaction/(Math.pow(femoral_head_radius, 2)*Math.sqrt(Math.pow(loaded_arc - Math.sin(loaded_arc)*Math.cos(loaded_arc), 2) + Math.pow(Math.sin(loaded_arc), 4))) },
  weight_bearing_area: { computes: "weight_bearing_area", arguments: ["femoral_head_radius", "loaded_arc"], value: (femoral_head_radius, loaded_arc) => 2*Math.pow(femoral_head_radius, 2)*loaded_arc },
  first_arc: { computes: "first_arc", arguments: ["force_cover"], value: (force_cover) => Math.PI*(Math.sqrt(6*force_cover/Math.PI + 1) - 1) },
  contact_stress_pole_angle: { computes: "contact_stress_pole_angle", arguments: ["centre_edge_angle", "force_cover", "loaded_arc"], value: (centre_edge_angle, force_cover, loaded_arc) => centre_edge_angle - loaded_arc - Math.max(0, force_cover + (-15707963267949/10000000000000)) + (15707963267949/10000000000000) },
  contact_stress_peak: { computes: "contact_stress_peak", arguments: ["pole_stress", "loaded_arc"], value: (pole_stress, loaded_arc) => pole_stress*((loaded_arc < (15707963267949/10000000000000)) ? ( Math.sin(loaded_arc) ) : ( 1 )) },
};

export const PLAN = [
  {"name": "force_cover", "function": "force_cover"},
  {"name": "cover_of_arc", "function": "cover_of_arc"},
  {"name": "cover_slope", "function": "cover_slope"},
  {"name": "pole_stress", "function": "pole_stress"},
  {"name": "weight_bearing_area", "function": "weight_bearing_area"},
  {"name": "first_arc", "function": "first_arc"},
  {"name": "contact_stress_pole_angle", "function": "contact_stress_pole_angle"},
  {"name": "contact_stress_peak", "function": "contact_stress_peak"},
];
