// Below the bench: the answers and what they rest on, tasks, and what can be unfolded or taken along.

import { createAnswers } from "./answers.js";
import { createComparison } from "./comparison.js";
import { createConventions } from "./conventions.js";
import { h } from "./dom.js";
import { createEquations } from "./equations_panel.js";
import { createFold, roomy } from "./folds.js";
import { createContact } from "./hip_contact.js";
import { createLevers } from "./levers_panel.js";
import { createMeasured } from "./measured.js";
import { createSteps } from "./steps.js";
import { createTakeAway } from "./take_away.js";
import { createTasks } from "./tasks_panel.js";
import { createTipping } from "./tipping.js";
import { word } from "./words.js";

// state: what was done here, which outlives the language.
export function createLesson(store, host, state) {
  const fold = (name, title, create) => createFold(store, name, word(title, store.settings.language), {
    ...create(store, state), open: roomy.matches,
  });
  const answers = createAnswers(store);
  const comparison = createComparison(store);
  const steps = fold("steps", "page.steps", createSteps);
  const conventions = fold("conventions", "live.lesson.conventions", createConventions);
  const measured = fold("measured", "page.measured", createMeasured);
  const tipping = fold("tipping", "live.picture.tipping.title", createTipping);
  const tasks = fold("tasks", "task.title", createTasks);
  const contact = createContact(store);
  const folds = [
    steps, conventions, measured, tipping, tasks, createEquations(store, state), createLevers(store), contact,
  ];
  const taken = createTakeAway(store, host);
  const box = (name, ...panels) => h("div", { class: name }, ...panels.map((panel) => panel.element));
  const elements = [
    box("below", comparison, steps),
    h("div", { class: "below below-columns" }, box("column", conventions), box("column", measured, tipping)),
    box("below", tasks, ...folds.slice(5), taken),
  ];
  const panels = [answers, comparison, ...folds, taken];
  return { answers, folds, elements, panels, destroy: contact.destroy };
}
