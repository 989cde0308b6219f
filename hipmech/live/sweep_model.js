// Many hips at once: every equation once for each combination of what it depends on.
//
// A column holds the values of one name, SI, along none, one or both of the axes; its strides are zero where
// it does not change. Columns are kept: of the next sweep only what has changed is computed anew.

import { TRUTHS, beginning, readOff } from "./model.js";
import { OUTSIDE_VALIDITY, QUANTITIES, STATUS_WORDS } from "./tables.js";

// sweep(given, axes, names): given without the inputs on the axes; axes: [{ name, values }], one or two, in
// public units. Returns { column(name): numbers in public units with outputs guarded as in Python,
// status, reason(index) }, the last axis fastest.
export function createSweep() {
  let kept = new Map();

  return function sweep(given, axes, names) {
    const firsts = Object.fromEntries(axes.map(({ name, values }) => [name, values[0]]));
    const { inputs, rows, si } = beginning({ ...given, ...firsts });
    const counts = axes.map(({ values }) => values.length);
    const shape = axes.length === 1 ? [1, ...counts] : counts;
    const columns = new Columns(kept, si, shape);
    axes.forEach(({ name, values }, axis) => columns.along(name, values, axis === axes.length - 1));
    if (axes.some(({ name }) => name === CANE_SHARE || name === "body_mass")) leanOnStick(columns, inputs);
    const wanted = neededFor(rows, names);
    for (const row of rows) if (wanted.has(row.name)) columns.compute(row.name, row);
    const found = Object.fromEntries(names.map((name) => [name, columns.shown(name)]));
    const truths = TRUTHS.map((name) => [name, columns.at(readOff(name).place)]);
    const status = spreadOut(columns.at(readOff("status").place), shape);
    kept = columns.now;

    const failed = (index) => truths.find(([, column]) => !valueIn(column, shape, index))[0];
    return {
      status,
      column: (name) => spreadOut(found[name].column, shape, found[name].factor),
      reason: (index) => reasonOf(status[index], () => failed(index)),
    };
  };
}

// The columns of one sweep by the places of their names; what an earlier one has kept is taken from there.
class Columns {
  constructor(kept, si, shape) {
    Object.assign(this, { kept, si, shape, now: new Map(), columns: new Map() });
  }

  at(place) {
    return this.columns.get(place) ?? this.constant(place, this.si[place]);
  }

  constant(place, amount) {
    const same = ({ column }) => Object.is(column.data[0], amount);
    return this.keep(place, `value ${place}`, same, () => ({ column: columnOf([amount], [0, 0]) }));
  }

  along(name, values, last) {
    const { place, factor } = axisOf(name);
    const text = `${last} ${values.join()}`;
    const made = () => columnOf(values.map((value) => value * factor), last ? [0, 1] : [1, 0]);
    this.keep(place, `axis ${name}`, (entry) => entry.text === text, () => ({ text, column: made() }));
  }

  compute(key, { place, value, takes }) {
    const [parts, { shape }] = [takes.map((one) => this.at(one)), this];
    const same = (entry) => entry.value === value && String(entry.shape) === String(shape)
      && entry.parts.every((part, index) => part === parts[index]);
    return this.keep(place, key, same, () => ({ value, parts, shape, column: compute(value, parts, shape) }));
  }

  keep(place, key, same, made) {
    const before = this.kept.get(key);
    const entry = before && same(before) ? before : made();
    this.now.set(key, entry);
    this.columns.set(place, entry.column);
    return entry.column;
  }

  // A name as it leaves the house.
  shown(name) {
    const { place, factor, value, takes } = readOff(name);
    const guarded = () => this.compute(`shown ${name}`, { place: `shown ${name}`, value, takes });
    return { factor, column: value ? guarded() : this.at(place) };
  }
}

// What a status is for: its own word, or the condition of validity that fails.
function reasonOf(status, failed) {
  if (!status) return "";
  return status === OUTSIDE_VALIDITY ? failed() : STATUS_WORDS[status];
}

const columnOf = (values, strides) => ({ data: Float64Array.from(values), strides });

// The force of a cane given in body weights follows the body mass; its share has a place of its own.
const CANE_SHARE = "cane_force_bw";

function axisOf(name) {
  const { place } = name === CANE_SHARE ? { place: CANE_SHARE } : readOff(name);
  return { place, factor: name === CANE_SHARE ? 1 : QUANTITIES[name].si };
}

function leanOnStick(columns, inputs) {
  if (!columns.columns.has(CANE_SHARE)) columns.constant(CANE_SHARE, shareOfCane(inputs));
  const { place } = readOff("cane_force");
  columns.compute("cane", { place, value: caneForce, takes: [CANE_SHARE, readOff("body_mass").place] });
}

const caneForce = (share, mass) => share * mass * QUANTITIES.gravity.default;
const shareOfCane = ({ cane_force, body_mass }) => cane_force / caneForce(1, body_mass);

// Names of the equations behind some outputs, their status and its reasons.
function neededFor(rows, names) {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const needed = new Set();
  const visit = (name) => {
    const row = byName.get(name);
    if (!row || needed.has(name)) return;
    needed.add(name);
    row.arguments.forEach(visit);
  };
  [...names, "abductor_capacity", "status", ...TRUTHS].forEach(visit);
  return needed;
}

// The values of an equation along the axes that any of its parts follows.
function compute(value, parts, [rows, cells]) {
  const strides = [0, 1].map((axis) => (parts.some((part) => part.strides[axis]) ? 1 : 0));
  const [down, across] = [strides[0] ? rows : 1, strides[1] ? cells : 1];
  const data = new Float64Array(down * across);
  const numbers = parts.map((part) => part.data);
  const [downs, acrosses] = [0, 1].map((axis) => parts.map((part) => part.strides[axis]));
  const given = new Array(parts.length).fill(NaN);
  for (let row = 0; row < down; row += 1) {
    for (let cell = 0; cell < across; cell += 1) {
      for (let part = 0; part < given.length; part += 1) {
        given[part] = numbers[part][row * downs[part] + cell * acrosses[part]];
      }
      data[row * across + cell] = called(value, given);
    }
  }
  return { data, strides: [strides[0] * across, strides[1]] };
}

// The equation of a few numbers; of more than six, which is rare, by way of a list.
function called(value, given) {
  switch (given.length) {
    case 1: return value(given[0]);
    case 2: return value(given[0], given[1]);
    case 3: return value(given[0], given[1], given[2]);
    case 4: return value(given[0], given[1], given[2], given[3]);
    case 5: return value(given[0], given[1], given[2], given[3], given[4]);
    case 6: return value(given[0], given[1], given[2], given[3], given[4], given[5]);
    default: return value.apply(null, given);
  }
}

// A column with one number for every case.
function spreadOut({ data, strides: [down, across] }, [rows, cells], factor = 1) {
  const all = new Float64Array(rows * cells);
  for (let row = 0; row < rows; row += 1) {
    const start = row * down;
    for (let cell = 0; cell < cells; cell += 1) {
      all[row * cells + cell] = data[start + cell * across] / factor;
    }
  }
  return all;
}

function valueIn({ data, strides: [down, across] }, [, cells], index) {
  return data[Math.floor(index / cells) * down + (index % cells) * across];
}
