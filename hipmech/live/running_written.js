// A step as text to take along: lines of Python that solve the same, and its curves as a table.

import { FRAME, OFFERED, QUANTITIES, VERSION } from "./tables.js";
import { general } from "./written.js";

const CURVES = [
  "time", "load_factor", "pelvic_drop", "abductor_moment", "abductor_force", "joint_reaction", "hip_adduction",
];

export function asPython({ gait, given }) {
  const further = Object.keys(given).filter((name) => !OFFERED.includes(name));
  const names = [...OFFERED.filter((name) => name in given), ...further];
  const literal = (value) => (typeof value === "string" ? `"${value}"` : general(value, 10));
  const lines = names.map((name) => `    ${name}=${literal(given[name])},`);
  return [
    "import hipmech as hm", "", `step = hm.gait.${gait}(`, ...lines, ")",
    "print(step.abductor_moment_peak, step.joint_reaction_peak, step.joint_reaction_per_kilometre)",
  ].join("\n");
}

export function asTable({ gait, given, curves }) {
  const units = CURVES.map((name) => `${name} ${QUANTITIES[name].unit || "1"}`).join("; ");
  const set = Object.entries(given).map(([name, amount]) => `${name} ${amount}`).join("; ");
  const cell = (amount) => (Number.isFinite(amount) ? general(amount + 0, 12) : "");
  const rows = curves.time.map((_, place) => CURVES.map((name) => cell(curves[name][place])).join());
  const comments = [`hipmech ${VERSION} gait ${gait}; browser`, `given: ${set}`, `units: ${units}`, `frame: ${FRAME}`];
  return `${[...comments.map((line) => `# ${line}`), CURVES.join(), ...rows].join("\n")}\n`;
}
