// Below the bench: the answers and what they rest on, tasks, and what can be unfolded or taken along.

import { createAnswers } from "./answers.js";
import { createComparison } from "./comparison.js";
import { createConventions } from "./conventions.js";
import { h } from "./dom.js";
import { createEquations } from "./equations_panel.js";
import { createContact } from "./hip_contact.js";
import { createLevers } from "./levers_panel.js";
import { createMeasured } from "./measured.js";
import { createSteps } from "./steps.js";
import { createTakeAway } from "./take_away.js";
import { createTasks } from "./tasks_panel.js";
import { createTipping } from "./tipping.js";

export function createLesson(store, host) {
  const answers = [createAnswers(store), createComparison(store), createSteps(store)];
  const left = [createConventions(store)];
  const right = [createMeasured(store), createTipping(store)];
  const tasks = [createTasks(store)];
  const folds = [createEquations(store), createLevers(store), createContact(store), createTakeAway(store, host)];
  const box = (name, panels) => h("div", { class: name }, ...panels.map((panel) => panel.element));
  const elements = [
    box("below below-answers", answers),
    h("div", { class: "below below-columns" }, box("column", left), box("column", right)),
    box("below below-tasks", tasks),
    box("below below-folds", folds),
  ];
  return { elements, panels: [...answers, ...left, ...right, ...tasks, ...folds] };
}
