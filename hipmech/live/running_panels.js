// What of the tissue stands below a step and its evidence, in order: each createX(store) gives
// { element, update, destroy? }.

import { createExercises } from "./exercises.js";
import { createContact } from "./hip_contact.js";
import { createLateral } from "./lateral_hip.js";

export const PANELS = [createContact, createLateral, createExercises];
