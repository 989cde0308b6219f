// Below the bench: the answers, what they rest on, and what to do with them.

import { createAnswers } from "./answers.js";
import { h } from "./dom.js";
import { createMeasured } from "./measured.js";
import { createTakeAway } from "./take_away.js";
import { createTipping } from "./tipping.js";

export function createLesson(store, host) {
  const answers = createAnswers(store);
  const measured = createMeasured(store);
  const tipping = createTipping(store);
  const take = createTakeAway(store, host);
  const panels = [answers, measured, tipping, take];
  return { elements: panels.map((panel) => panel.element), panels };
}
