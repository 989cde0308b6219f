// Why the joint force of one hip differs from that of another: shares of weight, arms and line.

// Gauss–Legendre, eight points on [0, 1].
const POINTS = [
  [0.019855071751231884, 0.05061426814518813], [0.10166676129318663, 0.11119051722668724],
  [0.2372337950418355, 0.15685332293894363], [0.4082826787521751, 0.18134189168918100],
  [0.5917173212478249, 0.18134189168918100], [0.7627662049581645, 0.15685332293894363],
  [0.8983332387068134, 0.11119051722668724], [0.9801449282487681, 0.05061426814518813],
];

// All that the joint force of a hip rests on: arms in mm, forces in newtons or per body weight.
function state({ values, inputs }, inBodyWeights) {
  const weight = inBodyWeights ? values.body_weight : 1;
  const mass = values.supported_mass + inputs.carried_mass;
  const gravity = values.supported_weight * values.body_weight_arm;
  const cane = -inputs.cane_force * values.cane_arm;
  return {
    weight: values.supported_weight / weight,
    weight_arm: values.body_weight_arm,
    abductor_arm: values.abductor_arm,
    line: (values.abductor_line_angle * Math.PI) / 180,
    cane: cane / weight,
    motion: (1000 * values.abductor_moment - gravity - cane) / weight,
    lift: inputs.cane_force / weight,
    inertia: (mass * values.lateral_acceleration) / weight,
  };
}

// How the joint force answers each of them.
function slopes({ weight, weight_arm, abductor_arm, line, cane, motion, lift, inertia }) {
  const pull = (weight * weight_arm + cane + motion) / abductor_arm;
  const [sine, cosine] = [Math.sin(line), Math.cos(line)];
  const lateral = pull * sine - inertia;
  const down = weight + pull * cosine - lift;
  const size = Math.hypot(lateral, down);
  const along = (lateral * sine + down * cosine) / size;
  return {
    weight: down / size + (along * weight_arm) / abductor_arm,
    weight_arm: (along * weight) / abductor_arm,
    abductor_arm: (-along * pull) / abductor_arm,
    line: (pull * (lateral * cosine - down * sine)) / size,
    cane: along / abductor_arm,
    motion: along / abductor_arm,
    lift: -down / size,
    inertia: -lateral / size,
  };
}

// Shares of the change of the joint force, in BW or N: the exact derivatives, summed on the straight way from
// one hip to the other, so that together they are the whole change.
export function causes(load, before, inBodyWeights) {
  const [start, end] = [state(before, inBodyWeights), state(load, inBodyWeights)];
  const names = Object.keys(start);
  const sums = Object.fromEntries(names.map((name) => [name, 0]));
  for (const [place, weight] of POINTS) {
    const between = names.map((name) => [name, start[name] + place * (end[name] - start[name])]);
    const answers = slopes(Object.fromEntries(between));
    for (const name of names) sums[name] += weight * answers[name] * (end[name] - start[name]);
  }
  return {
    weight: sums.weight,
    weight_arm: sums.weight_arm,
    abductor_arm: sums.abductor_arm,
    line: sums.line,
    cane: sums.cane + sums.lift,
    motion: sums.motion + sums.inertia,
  };
}
