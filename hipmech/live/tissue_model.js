// Contact stress, the pressure on the trochanter, and exercises: the equations of Python on a solved hip.

import { EQUATIONS as CONTACT, PLAN as CONTACT_PLAN } from "./contact_equations.js";
import { EQUATIONS as LYING, PLAN as LYING_PLAN } from "./exercise_equations.js";
import { askedBy, evaluate, valuesOf } from "./further.js";
import { EQUATIONS as LATERAL, PLAN as LATERAL_PLAN } from "./lateral_equations.js";
import { solve, valueOf } from "./model.js";
import { EXERCISES, NEWTON, OF_A_BODY, OUTSIDE_VALIDITY, QUANTITIES, STRESSED } from "./tables.js";

const RIGHT = Math.PI / 2;
const inSi = (name, amount) => amount * QUANTITIES[name].si;
const told = (values, names) =>
  Object.fromEntries(names.map((name) => [name, values[name] / QUANTITIES[name].si]));

// Outputs in public units, the loaded arc in radians; a status as Python's: 1 past the rim, 2 no force.
export function contactOf(load, socket) {
  const values = Object.fromEntries(["joint_reaction", "joint_reaction_angle"].map(
    (name) => [name, inSi(name, valueOf(load, name))]));
  values.pelvic_drop = inSi("pelvic_drop", load.inputs.pelvic_drop);
  for (const name in socket) values[name] = inSi(name, socket[name]);
  const cover = CONTACT.force_cover.value(values.joint_reaction_angle, values.pelvic_drop, values.centre_edge_angle);
  const status = Number.isFinite(cover) ? Number(!(cover > 0)) : 2;
  values.loaded_arc = status ? NaN : loadedArc(cover);
  evaluate(CONTACT_PLAN, CONTACT, values);
  const angle = (values.joint_reaction_angle - values.pelvic_drop) / QUANTITIES.pelvic_drop.si;
  return { ...told(values, STRESSED), arc: values.loaded_arc, angle, status };
}

function loadedArc(cover) {
  if (!(cover < RIGHT)) return Math.PI;
  let arc = CONTACT.first_arc.value(cover);
  for (let step = 0; step < NEWTON; step += 1) {
    arc -= (CONTACT.cover_of_arc.value(arc) - cover) / CONTACT.cover_slope.value(arc);
  }
  return arc;
}

const BENT = askedBy(LATERAL_PLAN, LATERAL);
let usual = null;

// Bend of the band, deg, and its pressure against the default stand; the angles of its two parts, rad.
export function lateralOf(load) {
  const values = bentBy(load);
  usual = usual ?? bentBy(solve()).trochanter_pressure;
  const bend = load.status === OUTSIDE_VALIDITY ? NaN : values.band_deflection / QUANTITIES.band_deflection.si;
  return { band_deflection: bend, trochanter_compression_index: values.trochanter_pressure / usual, values };
}

function bentBy(load) {
  const values = { ...valuesOf(load, BENT), abductor_force: valueOf(load, "abductor_force") };
  return evaluate(LATERAL_PLAN, LATERAL, values);
}

const LIES = askedBy(LYING_PLAN, LYING);
const AT_REST = Object.fromEntries(EXERCISES.filter(({ moment }) => moment).map(({ posture }) => [posture, 0]));

// Lower and higher share of the capacity, %, by exercise; null where no lever is stated.
export function sharesOf(inputs) {
  const body = Object.fromEntries(Object.entries(inputs).filter(([name]) => OF_A_BODY.includes(name)));
  const load = solve(body);
  const capacity = valueOf(load, "abductor_capacity");
  const known = valuesOf(load, LIES);
  const share = ({ posture, moment }, end) => {
    const asked = moment
      ? lying(moment, { ...known, [posture]: (end * Math.PI) / 180 })
      : standing({ ...body, [posture]: end });
    return (100 * asked) / (capacity || NaN);
  };
  return EXERCISES.map((one) => {
    const ends = one.ends.map((end) => share(one, end));
    return ends.length ? [Math.min(...ends), Math.max(...ends)] : null;
  });
}

function standing(given) {
  const load = solve(given);
  return load.status === OUTSIDE_VALIDITY ? NaN : valueOf(load, "abductor_moment");
}

function lying(moment, values) {
  return evaluate(LYING_PLAN, LYING, { ...AT_REST, ...values })[moment];
}
