// Numbers of the claims that no one-leg stand answers, of the default adult.

import { solve } from "./model.js";
import { givenOf, solveStep } from "./running_model.js";
import { EXERCISES, SETTINGS } from "./tables.js";
import { lateralOf, sharesOf } from "./tissue_model.js";
import { ledgerOf } from "./trendelenburg.js";

const RUNNER = { gait: "run", run_width: SETTINGS.run_width[0], run_give: SETTINGS.run_give[0] };
const changed = (now, before) => 100 * (now / before - 1);

const FURTHER = {
  step_rate() {
    const [own, quick] = [0, 10].map((rate) => solveStep("run", givenOf({ given: {}, settings: RUNNER }, rate)));
    const perMass = ({ abductor_moment_peak: moment, inputs }) => moment / inputs.body_mass;
    return {
      own: perMass(own), quick: perMass(quick), peak: changed(perMass(quick), perMass(own)),
      sum: changed(quick.joint_reaction_per_kilometre, own.joint_reaction_per_kilometre),
    };
  },
  tensor() {
    const [whole, half] = [1, 0.5].map((strength) =>
      ledgerOf(solve({ gluteal_strength: strength })).find(({ name }) => name === "tfl"));
    return { times: half.moment / whole.moment, share: 100 * half.share };
  },
  band() {
    const index = (hip) => lateralOf(solve(hip)).trochanter_compression_index;
    return { drop: index({ pelvic_drop: 5 }), vara: index({ neck_shaft_angle: 114 }) };
  },
  exercise() {
    const shares = sharesOf({});
    const most = (name) => Math.max(...shares[EXERCISES.findIndex((one) => one.name === name)]);
    return { lying: most("side_lying_abduction"), bridge: most("side_bridge") };
  },
};

export const furtherOf = (name) => FURTHER[name]?.();
